package dev.recount.handler;

import static dev.recount.handler.HandlerServer.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The delivery of events to handlers: in order, again if they fail, and parked in the end; on every database. */
abstract class DeliveryContract extends HandlerScenario {

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
    void triesAgainWhatItIsToldToWhileItIsResumed() {
        for (int round = 1; round <= 20; round++) {
            String order = "resumed-" + round;
            behaviours.put(order, (_, _) -> {
                throw new IllegalStateException("not now");
            });
            place(order, 1);
            await("the first attempt", () -> !server.pending(EVENTS, order).isEmpty());
            server.post(EVENTS, "pause");
            behaviours.remove(order);

            CompletableFuture<?> resumed = CompletableFuture.runAsync(() -> server.post(EVENTS, "resume"));
            retry(order);
            resumed.join();

            awaitDone(order, order + "@1");
        }
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
        await("no lag", () -> server.status(EVENTS).path("lag").path("events").asInt(-1) == 0);
    }

    @Test
    void keepsWhatItPassedOverWhileItIsPausedAndAfterARestart() {
        place("passed", 1);
        awaitDone("passed", "passed@1");
        for (int i = 0; i < 20; i++) {
            server.book("passed-over", "entry");
        }
        await("no lag", () -> lag() == 0);

        String position = server.post(EVENTS, "pause").body().path("position").asText();
        assertThat(lag()).isLessThanOrEqualTo(ON_RECORD);
        restart();
        assertThat(server.status(EVENTS).path("position").asText()).isEqualTo(position);
        assertThat(lag()).isLessThanOrEqualTo(ON_RECORD);
        server.post(EVENTS, "resume");
        place("passed", 1);

        awaitDone("passed", "passed@1", "passed@2");
        await("no lag", () -> lag() == 0);
        assertThat(server.status(EVENTS).path("position").asText()).isGreaterThan(position);
    }

    /** What is on record of a pause: that it was asked for, and what was answered. */
    private static final int ON_RECORD = 2;

    private int lag() {
        return server.status(EVENTS).path("lag").path("events").asInt();
    }

    @Test
    void parksAnEventThatCannotBeRead() {
        await("the event", () -> !server.pending(EVENTS, "unreadable").isEmpty());

        assertThat(server.pending(EVENTS, "unreadable"))
                .singleElement()
                .satisfies(each -> assertThat(each.path("error").asText()).contains("cannot be read"));
    }
}
