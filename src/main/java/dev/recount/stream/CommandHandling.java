package dev.recount.stream;

import dev.recount.journal.EncodedCommand;
import dev.recount.journal.Recorded.RecordedEvent;
import dev.recount.journal.claim.Claimed;
import dev.recount.journal.codec.StreamCodec;
import dev.recount.journal.codec.UnsealedException;
import dev.recount.journal.tag.TagCondition;
import dev.recount.json.MalformedException;
import dev.recount.model.StreamId;
import dev.recount.replay.Evolution;
import dev.recount.replay.StreamState;
import dev.recount.stream.trace.TracedWork;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/**
 * The way of commands through one stream: read, enriched if need be, decided. It is for one thread, and needs no actor.
 *
 * @param <S> the state
 * @param <C> the commands
 * @param <E> the events
 */
public final class CommandHandling<S, C, E> {

    private final StreamId stream;
    private final StreamCodec<S, C, E> codec;
    private final Decider<S, C, E> decider;
    private final Clock clock;

    /**
     * The next step with a command.
     *
     * @param <C> the commands
     */
    public sealed interface Step<C> {

        /**
         * An answer, with nothing to store.
         *
         * @param condition what it rests on, where it is decided on the events of several streams: what other streams
         *     store together with it is stored only if this holds
         */
        record Answer<C>(Outcome outcome, Optional<TagCondition> condition) implements Step<C> {

            /** An answer that rests on its own stream alone. */
            public Answer(Outcome outcome) {
                this(outcome, Optional.empty());
            }
        }

        /**
         * Events to store, and the answer to give once they are.
         *
         * @param basis what a rejection rests on, where another stream holds what this one would because of them;
         *     nothing where it is no command of which a rejection is kept
         */
        record Append<C>(List<RecordedEvent> events, Outcome answer, Optional<Outcome.Basis> basis) implements Step<C> {

            /** Returns the changes of what the stream holds, if it takes something by them. */
            public Optional<Claimed> takes() {
                for (RecordedEvent event : events) {
                    if (event.claimed().takes()) {
                        return Optional.of(event.claimed());
                    }
                }
                return Optional.empty();
            }

            /** Tells whether others may stand in the way of storing it, by what they hold or have stored. */
            public boolean isContested() {
                for (RecordedEvent event : events) {
                    if (!event.claimed().isNothing()
                            || event.tagged().condition().isPresent()) {
                        return true;
                    }
                }
                return false;
            }
        }

        /** A wait for the command's enrichment; the enriched command is to be decided on. */
        record Enrich<C>(CompletionStage<? extends C> enrichment) implements Step<C> {}

        /** A look at the events of several streams; the command is to be decided on what is found. */
        record Select<C>(C command, BoundaryLook.Question question) implements Step<C> {}
    }

    public CommandHandling(
            StreamId stream,
            StreamCodec<S, C, E> codec,
            Evolution<S, E> evolution,
            StreamSettings settings,
            Clock clock) {
        this.stream = stream;
        this.codec = codec;
        this.decider = new Decider<>(stream, codec, new Recorder<>(codec, evolution, settings));
        this.clock = clock;
    }

    /** Returns the way of commands that are not carried out: what they would lead to is kept nowhere. */
    public static <S, C, E> CommandHandling<S, C, E> ofPreviews(
            StreamId stream, StreamCodec<S, C, E> codec, StreamSettings settings, Clock clock) {
        StreamCodec<S, C, E> unsealed = codec.unsealed();
        return new CommandHandling<>(
                stream, unsealed, new Evolution<>(stream, unsealed, settings.rememberedCommands()), settings, clock);
    }

    /**
     * Begins with a command that has come.
     *
     * @throws UnsealedException if personal data cannot be kept, or not yet
     */
    public Step<C> execute(StreamState<S> state, CommandRequest request, Optional<String> traceparent) {
        return read(
                state,
                request,
                command -> enriched(state, request, command)
                        .orElseGet(() -> decide(state, request, command, Optional.empty(), traceparent)));
    }

    /**
     * Decides on a command that has come, as it came, whatever would be looked up outside for it.
     *
     * @throws UnsealedException if personal data cannot be kept, or not yet
     */
    public Step<C> executeUnenriched(StreamState<S> state, CommandRequest request, Optional<String> traceparent) {
        return read(state, request, command -> decide(state, request, command, Optional.empty(), traceparent));
    }

    /**
     * Decides on a command that was seen to before.
     *
     * @param prepared the command with all that it needs, as {@link #prepared} wrote it
     * @throws UnsealedException if personal data cannot be kept, or not yet
     */
    public Step<C> decidePrepared(
            StreamState<S> state, CommandRequest request, EncodedCommand prepared, Optional<String> traceparent) {
        return read(
                state, request, prepared, command -> decide(state, request, command, Optional.empty(), traceparent));
    }

    /** Returns a command, which may be enriched, as it goes to another node and back. */
    public EncodedCommand prepared(C command) {
        return codec.commands().write(command);
    }

    private Step<C> read(StreamState<S> state, CommandRequest request, Function<C, Step<C>> then) {
        return read(state, request, request.command(), then);
    }

    private Step<C> read(
            StreamState<S> state, CommandRequest request, EncodedCommand encoded, Function<C, Step<C>> then) {
        C command;
        try {
            command = codec.commands().read(stream, encoded);
        } catch (MalformedException otherRevision) {
            String problem = "this node cannot read " + encoded.name() + ": " + otherRevision.getMessage();
            return earlier(state, request)
                    .<Step<C>>map(Step.Answer::new)
                    .orElseGet(() -> refuse(Refusal.DOMAIN_DEFECT, problem));
        }
        return then.apply(command);
    }

    private Optional<Step<C>> enriched(StreamState<S> state, CommandRequest request, C command) {
        return state instanceof StreamState.Live<S> live
                ? decider.enrich(live, request, command, clock.instant()).map(Step.Enrich::new)
                : Optional.empty();
    }

    /** Whether a command may be sent, no rule can tell that cannot read it. */
    private Optional<Outcome> earlier(StreamState<S> state, CommandRequest request) {
        return state instanceof StreamState.Live<S> live
                        && codec.type().authorization().isEmpty()
                ? decider.earlier(live, request)
                : Optional.empty();
    }

    /** Returns the outcome of a command that was carried out, without its detail, whatever it asked for. */
    public Optional<Outcome.Accepted> recall(StreamState.Live<S> state, String commandId) {
        return decider.earlier(state, commandId);
    }

    /**
     * Decides on a command that needs nothing from outside any more.
     *
     * @param found what is made of the events of several streams, where it is decided on those and that is known
     * @throws UnsealedException if personal data cannot be kept, or not yet
     */
    public Step<C> decide(
            StreamState<S> state,
            CommandRequest request,
            C command,
            Optional<BoundaryLook.Found.Model> found,
            Optional<String> traceparent) {
        return switch (state) {
            case StreamState.Damaged<S> damaged -> new Step.Answer<>(refusal(damaged));
            case StreamState.Live<S> live ->
                switch (verdict(live, request, command, found, traceparent)) {
                    case Decider.Verdict.Answer(var outcome, var condition) -> new Step.Answer<>(outcome, condition);
                    case Decider.Verdict.Append(var events, var answer, var basis) ->
                        new Step.Append<>(events, answer, basis);
                    case Decider.Verdict.Select(var question) -> new Step.Select<>(command, question);
                };
        };
    }

    private Decider.Verdict verdict(
            StreamState.Live<S> state,
            CommandRequest request,
            C command,
            Optional<BoundaryLook.Found.Model> found,
            Optional<String> traceparent) {
        TracedWork work = traced("decide", request, traceparent);
        try {
            return work.around(() -> decider.decide(state, request, command, found, clock.instant()));
        } finally {
            work.end();
        }
    }

    /** Returns a part of the work that a command is part of, if that is traced. */
    public static TracedWork traced(String part, CommandRequest request, Optional<String> traceparent) {
        if (traceparent.isEmpty()) {
            return TracedWork.UNTRACED;
        }
        StreamId stream = request.stream();
        String name = part + " " + stream.type() + " " + request.command().name();
        return TracedWork.within(name, traceparent).with("recount.stream", stream.toString());
    }

    /** Returns the state as it is told. */
    public StateReply read(StreamState<S> state) {
        return switch (state) {
            case StreamState.Damaged<S> damaged -> new StateReply.Failed(refusal(damaged));
            case StreamState.Live<S> live -> decider.stateOf(live);
        };
    }

    /** Returns that the stream is at a version, with nothing new, or why it is not. */
    public Outcome stillAt(StreamState<S> state, long version) {
        return switch (state) {
            case StreamState.Damaged<S> damaged -> refusal(damaged);
            case StreamState.Live<S> live -> decider.stillAt(live, version);
        };
    }

    /** Returns the answer to whatever a damaged stream is asked. */
    public Outcome.Refused refusal(StreamState.Damaged<S> damaged) {
        return new Outcome.Refused(stream, Refusal.STREAM_DAMAGED, damaged.problem());
    }

    private Step<C> refuse(Refusal refusal, String problem) {
        return new Step.Answer<>(new Outcome.Refused(stream, refusal, problem));
    }
}
