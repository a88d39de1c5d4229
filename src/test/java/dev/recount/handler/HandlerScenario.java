package dev.recount.handler;

import static dev.recount.handler.HandlerServer.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.recount.database.Database;
import dev.recount.database.DatabaseKind;
import dev.recount.database.TestDatabases;
import dev.recount.journal.append.AppendQueue;
import dev.recount.journal.append.Appends;
import dev.recount.journal.spread.JournalDatabase;
import dev.recount.journal.spread.JournalSettings;
import dev.recount.model.StreamId;
import dev.recount.model.handler.Effects;
import dev.recount.model.handler.Handler;
import dev.recount.model.handler.RetryPolicy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** A server with a handler that does what each test has it do, on a clock that the test moves. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class HandlerScenario {

    static final Duration DELAY = Duration.ofMinutes(10);
    static final String EVENTS = "events";

    final ManualClock clock = new ManualClock();
    final Map<String, Behaviour> behaviours = new ConcurrentHashMap<>();
    private final Map<String, List<String>> done = new ConcurrentHashMap<>();
    final List<String> seenFromNow = new CopyOnWriteArrayList<>();
    JournalSettings journal;
    HandlerServer server;

    /** The behaviour of the handler towards the events of one order. */
    interface Behaviour {
        void react(String what, Effects effects) throws Exception;
    }

    abstract DatabaseKind kind();

    Handler[] handlers() {
        Handler events = Handler.fromBeginning(EVENTS)
                .on(Order.TYPE, (event, context, effects) -> {
                    String order = context.stream().id();
                    String what = order + "@" + context.version();
                    behaviour(order).react(what, effects);
                    done.computeIfAbsent(order, _ -> new CopyOnWriteArrayList<>())
                            .add(what);
                })
                .onTimer((timer, stream, effects) -> {
                    behaviour(stream.id()).react(timer, effects);
                    done.computeIfAbsent(stream.id(), _ -> new CopyOnWriteArrayList<>())
                            .add(timer);
                })
                .retry(new RetryPolicy(3, DELAY, DELAY.multipliedBy(2)));
        Handler fromNow =
                Handler.fromNow("from-now").on(Order.TYPE, (_, context, _) -> seenFromNow.add(context.eventId()));
        return new Handler[] {events, fromNow};
    }

    private Behaviour behaviour(String order) {
        return behaviours.getOrDefault(order, (_, _) -> {});
    }

    List<String> done(String order) {
        return done.getOrDefault(order, List.of());
    }

    @BeforeAll
    void start(@TempDir Path folder) {
        journal = TestDatabases.settings(kind(), folder);
        server = HandlerServer.start(journal, clock, settings -> settings);
        server.place("before", "");
        server.close();
        append("unreadable");
        server = HandlerServer.start(journal, clock, settings -> settings, handlers());
    }

    /** Stores something that the domain cannot read. */
    private void append(String order) {
        try (Database database = JournalDatabase.open(journal);
                var queue = new AppendQueue(database, TestDatabases.LIMITS)) {
            Appends.append(queue, new StreamId("order", order), 1, 1).join();
        }
    }

    @AfterAll
    void stop() {
        server.close();
    }

    void restart() {
        server.close();
        server = HandlerServer.start(journal, clock, settings -> settings, handlers());
    }

    void awaitDone(String order, String... expected) {
        await(order + " to be done, not " + done(order), () -> done(order).size() >= expected.length);
        assertThat(done(order)).containsExactly(expected);
    }

    void place(String order, int times) {
        for (int i = 0; i < times; i++) {
            server.place(order, "");
        }
    }

    void retry(String order) {
        assertThat(server.post(EVENTS, "parked/order/" + order + "/retry").status())
                .isEqualTo(200);
    }

    String state(String order) {
        return server.pending(EVENTS, order).getFirst().path("state").asText();
    }

    int attempts(String order) {
        return server.pending(EVENTS, order).getFirst().path("attempts").asInt();
    }
}
