package dev.recount.bench.engine;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.recount.bench.account.Accounts;
import dev.recount.bench.arena.Arena;
import dev.recount.bench.contest.Contender;
import dev.recount.bench.contest.Discipline;
import dev.recount.bench.contest.Plan;
import dev.recount.bench.contest.Reconciliation;
import dev.recount.bench.load.LoadFailedException;
import dev.recount.bench.load.Sample;
import dev.recount.bench.sql.Filling;
import dev.recount.bench.sql.StreamScan;
import dev.recount.server.RecountServer;
import dev.recount.stream.StateReply;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** A stream's way into memory: a server is asked for the state of a stream that it has not met. */
public final class Replays implements Contender {

    private final LongStreams streams;
    private final RecountServer server;
    private final List<StateReply> replies = new ArrayList<>();

    private Replays(LongStreams streams, RecountServer server) {
        this.streams = streams;
        this.server = server;
    }

    /** Fills a journal, and returns this with the plain scan that it is compared with. */
    public static List<Contender> contenders(Arena arena, Plan plan) throws SQLException {
        var streams = new LongStreams(arena, plan);
        RecountServer server = arena.closing(arena.server(streams.place(), Accounts.alone()));
        var scan = new StreamScan(arena.database(streams.place()));
        return List.of(new Scans(streams, scan), new Replays(streams, server));
    }

    private record Scans(LongStreams streams, StreamScan scan) implements Contender {

        @Override
        public Discipline discipline() {
            return Discipline.SCAN;
        }

        @Override
        public Sample measure(int round) throws SQLException {
            long begun = System.nanoTime();
            long events = scan.scan(streams.stream(round));
            return Sample.of(events, System.nanoTime() - begun);
        }

        @Override
        public List<Reconciliation> checks() throws SQLException {
            return List.of(new Reconciliation(
                    discipline(), "events of a stream", streams.events(), scan.scan(streams.stream(0))));
        }
    }

    @Override
    public Discipline discipline() {
        return Discipline.REPLAY;
    }

    @Override
    public Sample measure(int round) {
        long begun = System.nanoTime();
        StateReply reply = server.streams()
                .read(streams.stream(round))
                .toCompletableFuture()
                .join();
        long nanos = System.nanoTime() - begun;
        if (!(reply instanceof StateReply.Found found)) {
            throw new LoadFailedException("the stream cannot be read: " + reply);
        }
        replies.add(reply);
        return Sample.of(found.version(), nanos);
    }

    @Override
    public List<Reconciliation> checks() {
        var checks = new ArrayList<Reconciliation>();
        for (StateReply reply : replies) {
            if (reply instanceof StateReply.Found found) {
                checks.add(new Reconciliation(
                        discipline(), "version of " + found.stream(), streams.events(), found.version()));
                checks.add(new Reconciliation(
                        discipline(), "cents in " + found.stream(), Filling.cents(streams.events()), cents(found)));
            }
        }
        return checks;
    }

    private static long cents(StateReply.Found found) {
        try {
            String balance = new JsonMapper()
                    .readTree(found.state().json())
                    .path("balance")
                    .asText();
            return new BigDecimal(balance).movePointRight(2).longValueExact();
        } catch (JsonProcessingException unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }
}
