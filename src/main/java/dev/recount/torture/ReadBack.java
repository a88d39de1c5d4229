package dev.recount.torture;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recount.torture.check.reader.ViewsAreFolds;
import dev.recount.torture.check.stream.ValuesHaveOneHolder;
import dev.recount.torture.evidence.Ending.EndState;
import dev.recount.torture.evidence.Ending.Held;
import dev.recount.torture.evidence.Ending.Holder;
import dev.recount.torture.evidence.Ending.LoggedEvent;
import dev.recount.torture.evidence.Ending.ViewRow;
import dev.recount.torture.evidence.EvidenceWriter;
import dev.recount.torture.evidence.Run;
import dev.recount.torture.evidence.TrialFailedException;
import dev.recount.torture.http.Calls;
import dev.recount.torture.http.Reply;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;

/** The reading back of everything from a cluster that is quiet, page by page, each from the next node. */
final class ReadBack {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int ATTEMPTS = 10;

    private final Run run;
    private final Calls calls;
    private final EvidenceWriter evidence;
    private int asked;

    ReadBack(Run run, Calls calls, EvidenceWriter evidence) {
        this.run = run;
        this.calls = calls;
        this.evidence = evidence;
    }

    /**
     * Reads the log, the rows of the views, and the states of this run's streams, and returns the position of the log's
     * last event.
     *
     * @throws TrialFailedException if the cluster does not tell them
     */
    String all() throws InterruptedException {
        Set<String> streams = new TreeSet<>();
        Set<String> rooms = new TreeSet<>();
        String last = "";
        JsonNode page = get("/events?limit=1000");
        while (true) {
            for (JsonNode event : page.path("events")) {
                LoggedEvent logged = logged(event);
                evidence.add(logged);
                streams.add(logged.stream());
                if (logged.data().has(ValuesHaveOneHolder.NAME)) {
                    rooms.add(logged.data().path(ValuesHaveOneHolder.NAME).asText());
                }
                last = logged.position();
            }
            if (page.path("head").asBoolean()) {
                break;
            }
            page = get(page.path("next").asText());
        }
        for (String view : ViewsAreFolds.KEYS.keySet()) {
            rows(view);
        }
        for (String stream : streams) {
            if (run.owns(stream)) {
                JsonNode state = get("/streams/" + stream);
                evidence.add(new EndState(stream, state.path("version").asLong(), state.path("state")));
            }
        }
        for (String room : rooms) {
            holder(room);
        }
        for (JsonNode each : get("/admin/claims").path("claims")) {
            evidence.add(new Held(
                    each.path("name").asText(),
                    each.path("held").asLong(),
                    each.path("duplicates").asLong()));
        }
        return last;
    }

    /** Nobody is told of where no stream holds it. */
    private void holder(String room) throws InterruptedException {
        JsonNode told = get("/claims/" + ValuesHaveOneHolder.NAME + "/" + room, Set.of(200, 404));
        evidence.add(
                new Holder(ValuesHaveOneHolder.NAME, room, told.path("stream").asText()));
    }

    private void rows(String view) throws InterruptedException {
        JsonNode page = get("/views/" + view + "?limit=1000");
        page.path("rows").forEach(row -> evidence.add(new ViewRow(view, row)));
        while (page.has("next")) {
            page = get(page.path("next").asText());
            page.path("rows").forEach(row -> evidence.add(new ViewRow(view, row)));
        }
    }

    private static LoggedEvent logged(JsonNode event) {
        return new LoggedEvent(
                place(event),
                event.path("id").asText(),
                event.path("source").asText().substring("/streams/".length()),
                event.path("version").asLong(),
                event.path("type").asText(),
                event.path("time").asText(),
                event.path("commandid").asText(),
                event.path("principal").asText(),
                event.path("previoushash").asText(),
                event.path("data"));
    }

    /**
     * The checks hold events against each other by their place in the log, which those of several journals have not.
     */
    private static String place(JsonNode event) {
        String position = event.path("position").asText();
        if (position.indexOf('~') >= 0) {
            throw new TrialFailedException(
                    "the servers have several journals (recount.journal.further); torture is for one");
        }
        return position;
    }

    private JsonNode get(String path) throws InterruptedException {
        return get(path, Set.of(200));
    }

    private JsonNode get(String path, Set<Integer> statuses) throws InterruptedException {
        Reply reply = new Reply.Silent(false, "not asked");
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            reply = calls.get(run.nodes().get(asked++ % run.nodes().size()) + path, PATIENCE);
            if (reply instanceof Reply.Answered(int status, JsonNode body) && statuses.contains(status)) {
                return body;
            }
            TimeUnit.SECONDS.sleep(1);
        }
        throw new TrialFailedException(path + " cannot be read back: " + reply);
    }
}
