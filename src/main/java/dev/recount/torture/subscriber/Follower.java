package dev.recount.torture.subscriber;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.recount.torture.evidence.EvidenceFiles;
import dev.recount.torture.evidence.EvidenceWriter;
import dev.recount.torture.evidence.ReceivedEvent;
import dev.recount.torture.http.Calls;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A subscriber of the whole log, which goes on at the next node where it was when its connection breaks. */
public final class Follower implements AutoCloseable {

    /** Longer than the time after which a server that is well sends a heartbeat. */
    private static final Duration SILENCE = Duration.ofSeconds(20);

    private static final Duration PAUSE = Duration.ofMillis(200);

    private final int number;
    private final List<String> nodes;
    private final Calls calls;
    private final EvidenceWriter evidence;
    private final Thread thread;

    private int node;
    private long deliveries;
    private volatile String position = "";
    private volatile boolean ending;

    /**
     * Begins to follow the log after what is there now.
     *
     * @param number which subscriber it is, from 1; it begins at the node of that number
     */
    public Follower(int number, List<String> nodes, Calls calls, EvidenceWriter evidence) {
        this.number = number;
        this.nodes = List.copyOf(nodes);
        this.node = number - 1;
        this.calls = calls;
        this.evidence = evidence;
        this.thread = Thread.ofVirtual().name("follower-" + number).start(this::follow);
    }

    /** Returns the position of the last event that came, or of the beginning; empty as long as there is none. */
    public String position() {
        return position;
    }

    private void follow() {
        while (!ending) {
            try {
                connect(nodes.get(node));
            } catch (InterruptedException end) {
                return;
            }
            node = (node + 1) % nodes.size();
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    private void connect(String url) throws InterruptedException {
        HttpRequest.Builder request = calls.request(url + "/events?after=now").header("Accept", "text/event-stream");
        if (!position.isEmpty()) {
            request.header("Last-Event-ID", position);
        }
        var lines = new EventLines();
        CompletableFuture<?> answer =
                calls.http().sendAsync(request.build(), HttpResponse.BodyHandlers.fromLineSubscriber(lines));
        try {
            take(url, lines);
        } finally {
            lines.cancel();
            answer.cancel(true);
        }
    }

    /** Takes events until none comes any more; half an event, at the end, is none. */
    private void take(String url, EventLines lines) throws InterruptedException {
        String id = "";
        String data = "";
        for (String line = lines.next(SILENCE.toMillis()); line != null; line = lines.next(SILENCE.toMillis())) {
            if (line.startsWith("id: ")) {
                id = line.substring("id: ".length());
            } else if (line.startsWith("data: ")) {
                data = line.substring("data: ".length());
            } else if (line.isEmpty() && !id.isEmpty()) {
                dispatch(url, id, data);
                data = "";
            }
        }
    }

    private void dispatch(String url, String id, String data) {
        if (position.isEmpty()) {
            evidence.add(new ReceivedEvent(number, 0, url, id, ""));
        } else if (!data.isEmpty()) {
            deliveries++;
            evidence.add(new ReceivedEvent(number, deliveries, url, id, eventId(data)));
        }
        position = id;
    }

    private static String eventId(String data) {
        try {
            return EvidenceFiles.JSON.readTree(data).path("id").asText();
        } catch (JsonProcessingException malformed) {
            return "unreadable: " + data;
        }
    }

    @Override
    public void close() {
        ending = true;
        thread.interrupt();
        try {
            thread.join(TimeUnit.SECONDS.toMillis(10));
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }
}
