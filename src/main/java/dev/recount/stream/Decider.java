package dev.recount.stream;

import dev.recount.journal.Recorded.RecordedEvent;
import dev.recount.journal.codec.StreamCodec;
import dev.recount.journal.codec.UnsealedException;
import dev.recount.journal.migration.Moved;
import dev.recount.journal.tag.TagCondition;
import dev.recount.model.Context;
import dev.recount.model.Decision;
import dev.recount.model.StreamId;
import dev.recount.model.boundary.Boundary;
import dev.recount.model.type.StreamType;
import dev.recount.replay.CommandMemory;
import dev.recount.replay.StreamState;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides on the commands of one stream: all that stands between a command and its events, without an actor. Rules may
 * fail with errors as well, as where a class is missing; no rule may take the server with it.
 */
final class Decider<S, C, E> {

    private static final Logger LOG = LoggerFactory.getLogger(Decider.class);

    private final StreamId stream;
    private final StreamType<S, C, E> type;
    private final StreamCodec<S, C, E> codec;
    private final Recorder<S, C, E> recorder;

    Decider(StreamId stream, StreamCodec<S, C, E> codec, Recorder<S, C, E> recorder) {
        this.stream = stream;
        this.type = codec.type();
        this.codec = codec;
        this.recorder = recorder;
    }

    /** The verdict on a command, which is then to be carried out. */
    sealed interface Verdict {

        /**
         * Store these events, of which there is at least one, and then give this answer.
         *
         * @param basis what a rejection rests on, where another stream holds what this one would because of them
         */
        record Append(List<RecordedEvent> events, Outcome answer, Optional<Outcome.Basis> basis) implements Verdict {

            /** Returns the same, which is stored only if a condition holds. */
            Append onlyIf(TagCondition condition) {
                var conditional = new ArrayList<>(events);
                RecordedEvent first = conditional.getFirst();
                conditional.set(0, first.with(first.tagged().onlyIf(condition)));
                return new Append(conditional, answer, basis);
            }
        }

        /** Look at the events of several streams, on which it is to be decided. */
        record Select(BoundaryLook.Question question) implements Verdict {}

        /**
         * Answer at once.
         *
         * @param condition what the answer rests on, where it is decided on the events of several streams: what is
         *     stored together with it is stored only if this holds
         */
        record Answer(Outcome outcome, Optional<TagCondition> condition) implements Verdict {

            Answer(Outcome outcome) {
                this(outcome, Optional.empty());
            }
        }
    }

    /** Starts the enrichment of a command, if it needs one before it can be decided on. */
    Optional<CompletionStage<? extends C>> enrich(
            StreamState.Live<S> state, CommandRequest request, C command, Instant now) {
        if (type.enrichment().isEmpty()) {
            return Optional.empty();
        }
        if (needsNone(state, request, command, now)) {
            return Optional.empty();
        }
        try {
            return Optional.of(type.enrichment().get().enrich(command, context(state, request, now)));
        } catch (RuntimeException | StackOverflowError | LinkageError | AssertionError failure) {
            return Optional.of(CompletableFuture.failedStage(failure));
        }
    }

    /** A rule that fails here fails again where the command is decided on, and is told there as a defect. */
    private boolean needsNone(StreamState.Live<S> state, CommandRequest request, C command, Instant now) {
        try {
            return precheck(state, request, command, now).isPresent();
        } catch (UnsealedException notKept) {
            throw notKept;
        } catch (RuntimeException | StackOverflowError | LinkageError | AssertionError defect) {
            return true;
        }
    }

    private Context context(StreamState.Live<S> state, CommandRequest request, Instant now) {
        CommandRequest.Conditions conditions = request.conditions();
        Instant time = conditions.time().orElse(now).truncatedTo(ChronoUnit.MICROS);
        // without a time of the command's own, the clock went back
        boolean withTheLast = (conditions.time().isEmpty() || conditions.orLater()) && time.isBefore(state.time());
        return new Context(
                stream,
                state.version(),
                withTheLast ? state.time() : time,
                request.origin().principal(),
                request.origin().own());
    }

    /**
     * Returns the outcome that a command has without being decided on, if it has one. Who may not send it now is not
     * told whether its id came before: whether the same sender has sent it, the journal alone can tell.
     */
    private Optional<Outcome> precheck(StreamState.Live<S> state, CommandRequest request, C command, Instant now) {
        Context context = context(state, request, now);
        if (!permits(state.state(), command, context)) {
            return Optional.of(new Outcome.NotPermitted(
                    stream,
                    Optional.of(recorder.basis(request, command, context, now)),
                    context.principal().name() + " may not send "
                            + request.command().name() + " to " + stream));
        }
        Optional<Outcome> earlier = earlier(state, request);
        if (earlier.isPresent()) {
            return earlier;
        }
        Optional<Moved> moved = state.moves().moved();
        if (moved.isPresent()) {
            return Optional.of(new Outcome.Moved(stream, moved.get().to()));
        }
        var expected = request.conditions().expectedVersion();
        if (expected.isPresent() && expected.getAsLong() != state.version()) {
            return Optional.of(new Outcome.VersionConflict(stream, expected.getAsLong(), state.version()));
        }
        if (context.time().isBefore(state.time())) {
            return refuse(
                    Refusal.TIME_BEFORE_LAST_EVENT,
                    "the time " + context.time() + " lies before the stream's last event, at " + state.time());
        }
        return Optional.empty();
    }

    /** Returns the outcome of a command that was carried out before under the same id, or that another one was. */
    Optional<Outcome> earlier(StreamState.Live<S> state, CommandRequest request) {
        String id = request.origin().commandId();
        return state.commands()
                .find(id)
                .flatMap(earlier -> earlier.digest().equals(codec.digest(stream, request.command()))
                        ? Optional.of(repeat(earlier))
                        : refuse(
                                Refusal.COMMAND_ID_REUSED,
                                "the command id " + id + " came before with another command"));
    }

    /** Returns the outcome of a command that was carried out before, whatever it asked for. */
    Optional<Outcome.Accepted> earlier(StreamState.Live<S> state, String commandId) {
        return state.commands().find(commandId).map(this::repeat);
    }

    private Outcome.Accepted repeat(CommandMemory.Remembered earlier) {
        return new Outcome.Accepted(stream, earlier.first(), earlier.last(), true, Optional.empty());
    }

    private boolean permits(S state, C command, Context context) {
        return type.authorization()
                .map(rule -> rule.permits(state, command, context))
                .orElse(true);
    }

    /**
     * Decides on a command, enriched where it had to be; rules that fail change nothing.
     *
     * @param found what is made of the events of several streams, where it is decided on those and that is known
     * @throws UnsealedException if personal data cannot be kept, or not yet
     */
    Verdict decide(
            StreamState.Live<S> state,
            CommandRequest request,
            C command,
            Optional<BoundaryLook.Found.Model> found,
            Instant clockTime) {
        Instant now = clockTime.truncatedTo(ChronoUnit.MICROS);
        try {
            Optional<Outcome> known = precheck(state, request, command, now);
            if (known.isPresent()) {
                return new Verdict.Answer(known.get());
            }
            Optional<Boundary<?, S, C, E>> boundary = type.boundary(command);
            if (boundary.isEmpty()) {
                return apply(
                        state,
                        request,
                        command,
                        now,
                        context -> type.aggregate().decide(state.state(), command, context));
            }
            return found.map(model -> decide(boundary.get(), state, request, command, model, now))
                    .orElseGet(() -> new Verdict.Select(new BoundaryLook.Question(
                            boundary.get(), boundary.get().selection(stream, command))));
        } catch (UnsealedException notKept) {
            throw notKept;
        } catch (RuntimeException | StackOverflowError | LinkageError | AssertionError defect) {
            LOG.error(
                    "The rules of {} failed on {} for {}",
                    type,
                    request.command().name(),
                    stream,
                    defect);
            return defect("the rules of " + type.name() + " failed on "
                    + request.command().name());
        }
    }

    @SuppressWarnings("unchecked") // the model was made by the very same boundary
    private <M> Verdict decide(
            Boundary<M, S, C, E> boundary,
            StreamState.Live<S> state,
            CommandRequest request,
            C command,
            BoundaryLook.Found.Model found,
            Instant now) {
        Verdict verdict = apply(
                state,
                request,
                command,
                now,
                context -> boundary.decide((M) found.model(), state.state(), command, context));
        return switch (verdict) {
            case Verdict.Append append -> append.onlyIf(found.condition());
            case Verdict.Answer(var outcome, var _) -> new Verdict.Answer(outcome, Optional.of(found.condition()));
            case Verdict.Select select -> select;
        };
    }

    private Verdict apply(
            StreamState.Live<S> state,
            CommandRequest request,
            C command,
            Instant now,
            Function<Context, Decision<E>> rules) {
        Context context = context(state, request, now);
        return switch (rules.apply(context)) {
            case Decision.Accepted<E>(var events) ->
                recorder.recordClaiming(
                        state,
                        events,
                        recorder.header(request, command, context, now),
                        request,
                        () -> recorder.basis(request, command, context, now));
            case Decision.Rejected<E>(var reason, var message) ->
                new Verdict.Answer(
                        new Outcome.Rejected(stream, recorder.basis(request, command, context, now), reason, message));
        };
    }

    private Optional<Outcome> refuse(Refusal refusal, String message) {
        return Optional.of(new Outcome.Refused(stream, refusal, message));
    }

    private Verdict defect(String message) {
        return new Verdict.Answer(new Outcome.Refused(stream, Refusal.DOMAIN_DEFECT, message));
    }

    /** Returns that the stream is at a version, with nothing new, or why it is not. */
    Outcome stillAt(StreamState.Live<S> live, long version) {
        Optional<Moved> moved = live.moves().moved();
        if (moved.isPresent()) {
            return new Outcome.Moved(stream, moved.get().to());
        }
        return live.version() == version
                ? new Outcome.Accepted(stream, version + 1, version, false, Optional.empty())
                : new Outcome.VersionConflict(stream, version, live.version());
    }

    /** Returns what a look at the stream finds. */
    StateReply stateOf(StreamState.Live<S> live) {
        Optional<Moved> moved = live.moves().moved();
        if (moved.isPresent()) {
            return new StateReply.Moved(stream, moved.get().to());
        }
        return live.version() == 0 ? new StateReply.NotFound(stream) : told(live);
    }

    /** A state is not written before somebody asks for it, so that it may be found only now that it cannot be. */
    private StateReply told(StreamState.Live<S> live) {
        try {
            var state = new Outcome.State(codec.states().write(live.state()));
            return new StateReply.Found(stream, live.version(), live.time(), state);
        } catch (RuntimeException | StackOverflowError | LinkageError | AssertionError defect) {
            LOG.error("The state of {} cannot be written", stream, defect);
            return new StateReply.Failed(new Outcome.Refused(
                    stream, Refusal.DOMAIN_DEFECT, "the state of " + stream + " cannot be written"));
        }
    }
}
