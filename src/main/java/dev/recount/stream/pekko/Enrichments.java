package dev.recount.stream.pekko;

import dev.recount.stream.LogContext;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The enrichments that a stream's actor waits for. */
final class Enrichments {

    private static final Logger LOG = LoggerFactory.getLogger(Enrichments.class);

    private final ActorContext<StreamMessage> context;
    private final Duration timeout;
    private int running;
    private boolean leaving;

    Enrichments(ActorContext<StreamMessage> context, Duration timeout) {
        this.context = context;
        this.timeout = timeout;
    }

    /** Has the actor told when a command is enriched, or that it cannot be. */
    <C> void await(CompletionStage<? extends C> enrichment, StreamMessage.Execute execute) {
        running++;
        CompletableFuture<C> enriched = enrichment
                .<C>thenApply(command -> command)
                .toCompletableFuture()
                .orTimeout(timeout.toMillis(), TimeUnit.MILLISECONDS);
        context.pipeToSelf(
                enriched,
                (command, failure) ->
                        command == null ? failed(execute, failure) : new StreamMessage.Enriched<>(execute, command));
    }

    private static StreamMessage failed(StreamMessage.Execute execute, Throwable failure) {
        String name = execute.request().command().name();
        try (var _ = LogContext.of(execute.request())) {
            LOG.warn("{} for {} could not be enriched", name, execute.request().stream(), failure);
        }
        return new StreamMessage.NotEnriched(execute, "what " + name + " needs from outside could not be had");
    }

    /** Notes that one of them has ended. */
    void ended() {
        running--;
        if (leaving && running == 0) {
            context.getSelf().tell(StreamMessage.Passivate.INSTANCE);
        }
    }

    /** Tells whether the actor may leave; if not, it is asked again when the last enrichment has ended. */
    boolean mayLeave() {
        leaving = true;
        return running == 0;
    }
}
