package dev.recount.handler;

import static dev.recount.handler.HandlerServer.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recount.database.Database;
import dev.recount.journal.spread.JournalDatabase;
import dev.recount.model.handler.CommandAnswer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** The effects of handlers, which happen once, wherever a reaction breaks off; on every database. */
abstract class EffectsContract extends HandlerScenario {

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

    /** The situation after a kill: reactions were done, but the handler's progress was not saved. */
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
        await("no lag", () -> server.status(EVENTS).path("lag").path("events").asInt(-1) == 0);
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
        try (Database database = JournalDatabase.open(journal);
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
    void happensWhenTheEventDidThatWasBroughtIn() {
        Instant then = clock.instant().minus(Duration.ofDays(30));
        Instant halfAnHourLater = then.plus(Duration.ofMinutes(30));
        Instant anHourLater = then.plus(Duration.ofHours(1));
        Instant twoHoursLater = then.plus(Duration.ofHours(2));
        List.of("rung", "cancelled", "quiet", "busy")
                .forEach(order -> behaviours.put(order, (what, effects) -> {
                    effects.send(Ledger.TYPE, order, new Ledger.Command.Book(what));
                    if (what.endsWith("@1")) {
                        effects.setTimer("bell", Duration.ofHours(1));
                    } else if (what.equals("cancelled@2") || what.equals("busy@2")) {
                        effects.cancelTimer("bell");
                    }
                }));
        behaviours.put("at-a-time", (what, effects) -> {
            effects.send(Ledger.TYPE, "at-a-time", new Ledger.Command.Book(what));
            if (what.equals("at-a-time@1")) {
                effects.setTimer("bell", anHourLater);
            }
        });
        server.book("busy", "now");
        server.post(EVENTS, "pause");
        placeAt("at-a-time", then);
        placeAt("rung", then);
        placeAt("cancelled", then);
        placeAt("busy", then);
        placeAt("busy", then);
        placeAt("cancelled", halfAnHourLater);
        placeAt("quiet", anHourLater);
        placeAt("rung", twoHoursLater);
        placeAt("at-a-time", twoHoursLater);

        server.post(EVENTS, "resume");

        awaitDone("rung", "rung@1", "bell", "rung@2");
        awaitDone("cancelled", "cancelled@1", "cancelled@2");
        awaitDone("busy", "busy@1", "busy@2");
        awaitDone("quiet", "quiet@1", "bell");
        awaitDone("at-a-time", "at-a-time@1", "bell", "at-a-time@2");
        assertThat(times("at-a-time")).containsExactly(then, anHourLater, twoHoursLater);
        assertThat(times("rung")).containsExactly(then, anHourLater, twoHoursLater);
        assertThat(times("cancelled")).containsExactly(then, halfAnHourLater);
        assertThat(times("quiet")).containsExactly(anHourLater, twoHoursLater);
        assertThat(times("busy")).as("not before what is there").containsOnly(clock.instant());
    }

    private List<Instant> times(String ledger) {
        return server.booked(ledger).findValuesAsText("time").stream()
                .map(Instant::parse)
                .toList();
    }

    private void placeAt(String order, Instant time) {
        assertThat(server.client()
                        .post("/streams/order/" + order + "/Place", "{\"note\":\"\"}", "Recount-Time", time.toString())
                        .status())
                .isEqualTo(200);
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
}
