package dev.recount.http;

import dev.recount.http.answer.StreamingAnswers;
import dev.recount.http.connection.Listener;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.apache.pekko.Done;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.actor.CoordinatedShutdown;
import org.apache.pekko.pattern.Patterns;

/** The end of a server at its system's coordinated shutdown: no more connections, the last answers, no connections. */
final class GracefulStop {

    /** Connections without a request are broken off, not closed, and what then lies in their buffers is lost. */
    private static final Duration LAST_BYTES = Duration.ofMillis(300);

    private final List<Listener.Bound> ports;
    private final StreamingAnswers answers;
    private final Duration timeout;
    private final ActorSystem system;

    GracefulStop(List<Listener.Bound> ports, StreamingAnswers answers, Duration timeout, ActorSystem system) {
        this.ports = ports;
        this.answers = answers;
        this.timeout = timeout;
        this.system = system;
    }

    void addToCoordinatedShutdown() {
        CoordinatedShutdown shutdown = CoordinatedShutdown.get(system);
        shutdown.addTask(CoordinatedShutdown.PhaseServiceUnbind(), "http-unbind", () -> ofAll(Listener.Bound::unbind));
        shutdown.addTask(CoordinatedShutdown.PhaseServiceRequestsDone(), "http-answers", this::finish);
    }

    private CompletionStage<Done> finish() {
        long deadlineNanos = System.nanoTime() + timeout.toNanos();
        return answers.end()
                .toCompletableFuture()
                .copy()
                .completeOnTimeout(Done.getInstance(), timeout.toMillis(), TimeUnit.MILLISECONDS)
                .thenCompose(_ -> Patterns.after(LAST_BYTES, system, () -> terminate(deadlineNanos)));
    }

    private CompletionStage<Done> terminate(long deadlineNanos) {
        Duration left = Duration.ofNanos(Math.max(0, deadlineNanos - System.nanoTime()));
        return ofAll(port -> port.terminate(left));
    }

    private CompletionStage<Done> ofAll(Function<Listener.Bound, CompletionStage<Done>> step) {
        return CompletableFuture.allOf(ports.stream()
                        .map(port -> step.apply(port).toCompletableFuture())
                        .toArray(CompletableFuture[]::new))
                .thenApply(_ -> Done.getInstance());
    }
}
