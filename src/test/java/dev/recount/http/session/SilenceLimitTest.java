package dev.recount.http.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import org.apache.pekko.Done;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.testkit.javadsl.TestKit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Senders from which nothing comes. */
class SilenceLimitTest {

    private static final Duration LONGEST = Duration.ofMillis(200);

    private ActorSystem system;

    @BeforeEach
    void start() {
        system = ActorSystem.create();
    }

    @AfterEach
    void stop() {
        TestKit.shutdownActorSystem(system);
    }

    private CompletableFuture<Done> silentAfterOne() {
        return Source.single(1)
                .concat(Source.maybe())
                .via(new SilenceLimit<>(LONGEST))
                .runWith(Sink.ignore(), system)
                .toCompletableFuture();
    }

    @Test
    void areCutOff() {
        assertThatThrownBy(silentAfterOne()::join)
                .hasRootCauseInstanceOf(TimeoutException.class)
                .hasRootCauseMessage("nothing has come for 200 ms");
    }

    @Test
    void areNotCutOffWhileNothingIsTakenFromThem() {
        var gate = new CompletableFuture<Integer>();
        CompletableFuture<Done> heldBack = Source.range(1, 3)
                .via(new SilenceLimit<>(LONGEST))
                .mapAsync(1, _ -> gate)
                .runWith(Sink.ignore(), system)
                .toCompletableFuture();
        assertThatThrownBy(silentAfterOne()::join).hasRootCauseInstanceOf(TimeoutException.class);
        assertThatThrownBy(silentAfterOne()::join).hasRootCauseInstanceOf(TimeoutException.class);
        assertThat(heldBack).isNotDone();

        gate.complete(1);

        assertThat(heldBack.join()).isEqualTo(Done.getInstance());
    }
}
