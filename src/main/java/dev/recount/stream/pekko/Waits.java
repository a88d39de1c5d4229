package dev.recount.stream.pekko;

import dev.recount.journal.claim.Claimed;
import dev.recount.stream.BoundaryLook;
import dev.recount.stream.LogContext;
import dev.recount.stream.Refusal;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The waits of a stream's actor for what its messages need: enrichments, keys of personal data, looks at others. */
final class Waits {

    private static final Logger LOG = LoggerFactory.getLogger(Waits.class);

    private final ActorContext<StreamMessage> context;
    private final Duration enrichments;
    private final Duration keys;
    private int running;
    private boolean leaving;

    /**
     * Begins with none.
     *
     * @param enrichments how long each enrichment may take
     * @param keys how long keys are waited for
     */
    Waits(ActorContext<StreamMessage> context, Duration enrichments, Duration keys) {
        this.context = context;
        this.enrichments = enrichments;
        this.keys = keys;
    }

    /** Has the actor told when a command is enriched, or that it cannot be. */
    <C> void enriched(CompletionStage<? extends C> enrichment, StreamMessage.Asked asked) {
        String name = asked.request().command().name();
        this.<C>await(enrichment, enrichments, command -> new StreamMessage.Enriched<>(asked, command), failure -> {
            try (var _ = LogContext.of(asked.request())) {
                LOG.warn("{} for {} could not be enriched", name, asked.request().stream(), failure);
            }
            return new StreamMessage.Failed(
                    asked, Refusal.ENRICHMENT_FAILED, "what " + name + " needs from outside could not be had");
        });
    }

    /** Has the actor take a message once keys are at hand. */
    void await(CompletionStage<Void> fetched, StreamMessage.Answered message) {
        this.<Boolean>await(fetched.thenApply(_ -> true), keys, _ -> message, failure -> {
            LOG.warn("The keys of personal data could not be fetched", failure);
            return new StreamMessage.Failed(
                    message, Refusal.UNAVAILABLE, "the keys of personal data could not be fetched; nothing was stored");
        });
    }

    /** Has the actor take a message again once it is known whether another stream holds what it would because of it. */
    void looked(
            CompletionStage<Optional<String>> look,
            Claimed claimed,
            StreamMessage.Answered message,
            Optional<Keeping.Turn> turn,
            Runnable gaveUp) {
        this.<Optional<String>>await(
                look, keys, taken -> new StreamMessage.Looked(message, claimed, taken, turn), failure -> {
                    gaveUp.run();
                    LOG.warn("What streams hold could not be looked up", failure);
                    return new StreamMessage.Failed(
                            message,
                            Refusal.UNAVAILABLE,
                            "what streams hold could not be looked up; nothing was stored");
                });
    }

    /** Has the actor told what is made of the events that a command is decided on, or that nothing can be. */
    <C> void selected(CompletionStage<BoundaryLook.Found> look, StreamMessage.Asked asked, C command) {
        this.<BoundaryLook.Found>await(
                look,
                keys,
                found -> switch (found) {
                    case BoundaryLook.Found.Model model -> new StreamMessage.Selected<>(asked, command, model);
                    case BoundaryLook.Found.Refused(var refusal, var problem) ->
                        new StreamMessage.Failed(asked, refusal, problem);
                },
                failure -> {
                    LOG.warn("The events that a command is decided on could not be read", failure);
                    return new StreamMessage.Failed(
                            asked,
                            Refusal.UNAVAILABLE,
                            "the events that it is decided on could not be read; nothing was stored");
                });
    }

    private <T> void await(
            CompletionStage<? extends T> awaited,
            Duration timeout,
            Function<T, StreamMessage> next,
            Function<@Nullable Throwable, StreamMessage> otherwise) {
        running++;
        context.pipeToSelf(
                awaited.<T>thenApply(result -> result)
                        .toCompletableFuture()
                        .orTimeout(timeout.toMillis(), TimeUnit.MILLISECONDS),
                (result, failure) -> new StreamMessage.Awaited(
                        result == null ? otherwise.apply(failure) : next.apply(result), this));
    }

    /** Notes that one of them has ended. */
    void ended() {
        running--;
        if (leaving && running == 0) {
            context.getSelf().tell(StreamMessage.Passivate.INSTANCE);
        }
    }

    /** Tells whether the actor may leave; if not, it is asked again when the last wait has ended. */
    boolean mayLeave() {
        leaving = true;
        return running == 0;
    }
}
