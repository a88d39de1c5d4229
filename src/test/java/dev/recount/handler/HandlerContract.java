package dev.recount.handler;

import static dev.recount.handler.HandlerServer.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recount.journal.jdbc.AppendQueue;
import dev.recount.journal.jdbc.Appends;
import dev.recount.journal.jdbc.DatabaseKind;
import dev.recount.journal.jdbc.JournalDatabase;
import dev.recount.journal.jdbc.JournalSettings;
import dev.recount.journal.jdbc.TestDatabases;
import dev.recount.model.StreamId;
import dev.recount.model.handler.CommandAnswer;
import dev.recount.model.handler.Effects;
import dev.recount.model.handler.Handler;
import dev.recount.model.handler.RetryPolicy;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What handlers promise, on every database. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class HandlerContract {

    private static final Duration DELAY = Duration.ofMinutes(10);
    private static final String EVENTS = "events";

    private final ManualClock clock = new ManualClock();
    private final Map<String, Behaviour> behaviours = new ConcurrentHashMap<>();
    private final Map<String, List<String>> done = new ConcurrentHashMap<>();
    private final List<String> seenFromNow = new CopyOnWriteArrayList<>();
    private JournalSettings journal;
    private HandlerServer server;

    /** What the handler does about the events of one order. */
    private interface Behaviour {
        void react(String what, Effects effects) throws Exception;
    }

    abstract DatabaseKind kind();

    private Handler[] handlers() {
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

    private List<String> done(String order) {
        return done.getOrDefault(order, List.of());
    }

    @BeforeAll
    void start(@TempDir Path folder) {
        // One of the tests stores an event that nobody can read.
        journal = TestDatabases.settings(kind(), folder).unreadable(JournalSettings.UnreadableEvents.ALLOW);
        server = HandlerServer.start(journal, clock, settings -> settings);
        server.place("before", "");
        server.close();
        append("unreadable");
        server = HandlerServer.start(journal, clock, settings -> settings, handlers());
    }

    /** Stores something that the domain cannot read. */
    private void append(String order) {
        try (JournalDatabase database = JournalDatabase.open(journal);
                var queue = new AppendQueue(database, journal)) {
            Appends.append(queue, new StreamId("order", order), 1, 1).join();
        }
    }

    @AfterAll
    void stop() {
        server.close();
    }

    private void restart() {
        server.close();
        server = HandlerServer.start(journal, clock, settings -> settings, handlers());
    }

    private void awaitDone(String order, String... expected) {
        await(order + " to be done, not " + done(order), () -> done(order).size() >= expected.length);
        assertThat(done(order)).containsExactly(expected);
    }

    private void place(String order, int times) {
        for (int i = 0; i < times; i++) {
            server.place(order, "");
        }
    }

    private void retry(String order) {
        assertThat(server.post(EVENTS, "parked/order/" + order + "/retry").status())
                .isEqualTo(200);
    }

    @Test
    void reactsFromTheBeginningOrFromNowOn() {
        awaitDone("before", "before@1");
        server.place("after", "");
        await("the new event", () -> seenFromNow.contains("order/after@1"));

        assertThat(seenFromNow).doesNotContain("order/before@1");
    }

    @Test
    void keepsTheOrderOfEachStreamWhileOthersGoOnBesideIt() {
        var both = new CyclicBarrier(2);
        for (String order : List.of("beside-1", "beside-2")) {
            behaviours.put(order, (what, _) -> {
                if (what.endsWith("@1")) {
                    both.await(60, TimeUnit.SECONDS);
                }
            });
        }
        int streams = 20;
        int events = 10;
        IntStream.rangeClosed(1, streams).parallel().forEach(stream -> place("beside-" + stream, events));

        for (int stream = 1; stream <= streams; stream++) {
            String order = "beside-" + stream;
            awaitDone(
                    order,
                    IntStream.rangeClosed(1, events)
                            .mapToObj(version -> order + "@" + version)
                            .toArray(String[]::new));
        }
    }

    @Test
    void parksWhatFailsAndWhatComesAfterItInOrderWhileOtherStreamsGoOn() {
        behaviours.put("broken", (_, _) -> {
            throw new IllegalStateException("the printer is on fire");
        });
        place("broken", 4);
        place("sound", 1);
        awaitDone("sound", "sound@1");
        await("all to be pending", () -> server.pending(EVENTS, "broken").size() == 4);
        assertThat(server.pending(EVENTS, "broken"))
                .extracting(each ->
                        each.path("version").asInt() + " " + each.path("state").asText())
                .containsExactly("1 RETRYING", "2 WAITING", "3 WAITING", "4 WAITING");
        assertThat(server.pending(EVENTS, "broken").getFirst().path("error").asText())
                .contains("the printer is on fire");

        retry("broken");
        await("a second attempt", () -> attempts("broken") == 2);
        retry("broken");
        await("it to be parked", () -> state("broken").equals("PARKED"));
        restart();
        assertThat(state("broken")).isEqualTo("PARKED");
        behaviours.remove("broken");
        retry("broken");

        awaitDone("broken", "broken@1", "broken@2", "broken@3", "broken@4");
        await("nothing to be left", () -> server.pending(EVENTS, "broken").isEmpty());
        place("broken", 1);
        awaitDone("broken", "broken@1", "broken@2", "broken@3", "broken@4", "broken@5");
    }

    private String state(String order) {
        return server.pending(EVENTS, order).getFirst().path("state").asText();
    }

    private int attempts(String order) {
        return server.pending(EVENTS, order).getFirst().path("attempts").asInt();
    }

    @Test
    void dropsTheFirstOfAStreamAndGoesOnWithTheRest() {
        behaviours.put("dropped", (what, _) -> {
            if (what.equals("dropped@1")) {
                throw new IllegalStateException("never");
            }
        });
        place("dropped", 3);
        await("all to be pending", () -> server.pending(EVENTS, "dropped").size() == 3);
        List<JsonNode> pending = server.pending(EVENTS, "dropped");

        String drop = "parked/order/dropped/drop?id=";
        assertThat(server.post(EVENTS, drop + pending.getLast().path("id")).code())
                .isEqualTo("NOT_FIRST");
        assertThat(server.post(EVENTS, drop + pending.getFirst().path("id")).status())
                .isEqualTo(200);

        awaitDone("dropped", "dropped@2", "dropped@3");
        assertThat(server.post(EVENTS, drop + pending.getFirst().path("id")).status())
                .isEqualTo(409);
    }

    @Test
    void triesAgainAfterDelaysThatDouble() {
        behaviours.put("slowly", (_, _) -> {
            throw new IllegalStateException("not yet");
        });
        place("slowly", 1);
        await("the first attempt", () -> !server.pending(EVENTS, "slowly").isEmpty());
        assertThat(waits("slowly")).contains(DELAY);

        pauseAndAdvance(DELAY.minusMillis(1));
        assertThat(server.post(EVENTS, "resume").status()).isEqualTo(200);
        place("meanwhile", 1);
        awaitDone("meanwhile", "meanwhile@1");
        assertThat(attempts("slowly")).isEqualTo(1);

        pauseAndAdvance(Duration.ofMillis(1));
        server.post(EVENTS, "resume");
        await("the second attempt", () -> attempts("slowly") == 2);
        assertThat(waits("slowly")).contains(DELAY.multipliedBy(2));

        pauseAndAdvance(DELAY.multipliedBy(2));
        server.post(EVENTS, "resume");
        await("it to be parked", () -> state("slowly").equals("PARKED"));
        assertThat(waits("slowly")).isEmpty();
        assertThat(attempts("slowly")).isEqualTo(3);
    }

    private Optional<Duration> waits(String order) {
        JsonNode next = server.pending(EVENTS, order).getFirst().path("nextAttempt");
        return next.isMissingNode()
                ? Optional.empty()
                : Optional.of(Duration.between(clock.instant(), Instant.parse(next.asText())));
    }

    private void pauseAndAdvance(Duration duration) {
        assertThat(server.post(EVENTS, "pause").status()).isEqualTo(200);
        clock.advance(duration);
    }

    @Test
    void restsWhileItIsPausedEvenAfterARestart() {
        server.post(EVENTS, "pause");
        restart();
        assertThat(server.status(EVENTS).path("state").asText()).isEqualTo("PAUSED");
        place("paused", 2);
        await("the other handler", () -> seenFromNow.contains("order/paused@2"));
        assertThat(server.status(EVENTS).path("lag").path("events").asInt()).isPositive();
        assertThat(done("paused")).isEmpty();

        assertThat(server.post(EVENTS, "resume").body().path("state").asText()).isEqualTo("RUNNING");
        awaitDone("paused", "paused@1", "paused@2");
        await("no lag", () -> server.status(EVENTS).path("lag").path("events").asInt() == 0);
    }

    @Test
    void carriesOutEachCommandOnceWhereverAReactionBreaksOff() {
        var answers = new CopyOnWriteArrayList<CommandAnswer>();
        var attempts = new ArrayList<Integer>();
        behaviours.put("commands", (what, effects) -> {
            attempts.add(attempts.size() + 1);
            for (int command = 1; command <= 3; command++) {
                String entry = command == 2 ? " " : what + "-" + command;
                answers.add(effects.send(Ledger.TYPE, "once", new Ledger.Command.Book(entry)));
                if (attempts.size() == command && command < 3) {
                    throw new IllegalStateException("after " + command);
                }
            }
        });
        place("commands", 1);
        await("the first attempt", () -> !server.pending(EVENTS, "commands").isEmpty());
        for (int other = 1; other <= 300; other++) { // more than a ledger remembers
            server.book("once", "other");
        }
        retry("commands");
        await("the second attempt", () -> attempts("commands") == 2);
        retry("commands");
        awaitDone("commands", "commands@1");

        assertThat(server.entries("once"))
                .filteredOn(entry -> !entry.equals("other"))
                .containsExactly("commands@1-1", "commands@1-3");
        var first = new CommandAnswer.Accepted(1);
        var second = new CommandAnswer.Rejected("UNREADABLE", "an entry is not blank");
        assertThat(answers).containsExactly(first, first, second, first, second, new CommandAnswer.Accepted(302));
        JsonNode booked = server.booked("once").path(0);
        assertThat(booked.path("causationid").asText()).isEqualTo("order/commands@1");
        assertThat(booked.path("principal").asText()).isEqualTo("handler:" + EVENTS);
    }

    /** As after a kill: reactions were done, but how far the handler had come was not saved. */
    @Test
    void carriesOutNoCommandAgainWhenEventsComeAgain() throws SQLException {
        behaviours.put("again", (what, effects) -> {
            effects.send(Ledger.TYPE, "again", new Ledger.Command.Book(what + "-1"));
            effects.send(Ledger.TYPE, "again", new Ledger.Command.Book(what + "-2"));
            if (what.equals("again@1")) {
                effects.setTimer("soon", Duration.ZERO);
            } else if (what.equals("again@3")) {
                effects.setTimer("later", DELAY);
            }
        });
        await("no lag", () -> server.status(EVENTS).path("lag").path("events").asInt() == 0);
        String before = server.status(EVENTS).path("position").asText();
        place("again", 1);
        awaitDone("again", "again@1", "soon");
        place("again", 2);
        awaitDone("again", "again@1", "soon", "again@2", "again@3");
        List<String> booked = server.entries("again");
        for (int other = 1; other <= 300; other++) {
            server.book("again", "other");
        }
        server.close();
        comeAgainAfter(before);
        clock.advance(DELAY); // the last timer is due, so that the events come behind it
        server = HandlerServer.start(journal, clock, settings -> settings, handlers());
        await("all to be done again", () -> done("again").size() >= 9);

        assertThat(server.entries("again"))
                .filteredOn(entry -> !entry.equals("other"))
                .startsWith(booked.toArray(String[]::new))
                .doesNotHaveDuplicates()
                .hasSize(booked.size() + 2);
    }

    private void comeAgainAfter(String position) throws SQLException {
        try (JournalDatabase database = JournalDatabase.open(journal);
                Connection connection = database.pool().getConnection();
                PreparedStatement update = connection.prepareStatement(
                        "UPDATE pekko_projection_offset_store SET current_offset = ? WHERE projection_name = ?")) {
            update.setString(1, position);
            update.setString(2, "handler-" + EVENTS);
            assertThat(update.executeUpdate()).isEqualTo(1);
        }
    }

    @Test
    void keepsTheKeyOfAnEventAndGivesNoneTwice() {
        var keys = new CopyOnWriteArrayList<String>();
        behaviours.put("keys", (what, effects) -> {
            keys.add(effects.idempotencyKey());
            if (keys.size() == 1) {
                throw new IllegalStateException("once");
            }
        });
        place("keys", 2);
        await("both to be pending", () -> server.pending(EVENTS, "keys").size() == 2);
        retry("keys");
        awaitDone("keys", "keys@1", "keys@2");

        assertThat(keys).hasSize(3);
        assertThat(keys.get(1)).isEqualTo(keys.get(0)).isNotEqualTo(keys.get(2));
    }

    @Test
    void keepsTimersOverARestart() {
        behaviours.put("timed", (what, effects) -> {
            switch (what) {
                case "timed@1" -> {
                    effects.setTimer("at-once", Duration.ZERO);
                    effects.setTimer("forgotten", DELAY);
                    effects.setTimer("replaced", DELAY);
                }
                case "timed@2" -> {
                    effects.cancelTimer("forgotten");
                    effects.setTimer("replaced", DELAY.multipliedBy(2));
                }
                default -> effects.send(Ledger.TYPE, "timed", new Ledger.Command.Book(what));
            }
        });
        place("timed", 1);
        awaitDone("timed", "timed@1", "at-once");
        place("timed", 1);
        awaitDone("timed", "timed@1", "at-once", "timed@2");

        clock.advance(DELAY);
        restart();
        place("timed-marker", 1);
        awaitDone("timed-marker", "timed-marker@1");
        awaitDone("timed", "timed@1", "at-once", "timed@2");

        clock.advance(DELAY);
        restart();
        awaitDone("timed", "timed@1", "at-once", "timed@2", "replaced");
        assertThat(server.entries("timed")).containsExactly("at-once", "replaced");
        assertThat(server.booked("timed").path(1).path("causationid").asText()).isEqualTo("order/timed@2");
    }

    @Test
    void triesATimerAgainThatFails() {
        behaviours.put("late", (what, effects) -> {
            if (what.equals("late@1")) {
                effects.setTimer("bell", Duration.ZERO);
            } else if (what.equals("bell")
                    && server.pending(EVENTS, "late")
                                    .getFirst()
                                    .path("attempts")
                                    .asInt()
                            == 0) {
                throw new IllegalStateException("no ringing yet");
            }
        });
        place("late", 1);
        await("the bell to fail", () -> !server.pending(EVENTS, "late").isEmpty() && attempts("late") == 1);
        place("late", 1);
        await("the event to wait", () -> server.pending(EVENTS, "late").size() == 2);
        assertThat(server.pending(EVENTS, "late").getFirst().path("timer").asText())
                .isEqualTo("bell");

        retry("late");
        awaitDone("late", "late@1", "bell", "late@2");
    }

    @Test
    void parksAnEventThatCannotBeRead() {
        await("the event", () -> !server.pending(EVENTS, "unreadable").isEmpty());

        assertThat(server.pending(EVENTS, "unreadable"))
                .singleElement()
                .satisfies(each -> assertThat(each.path("error").asText()).contains("cannot be read"));
    }
}
