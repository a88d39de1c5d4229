package dev.recount.stream;

import dev.recount.journal.CommandRecord;
import dev.recount.journal.EncodedCommand;
import dev.recount.journal.EventHeader;
import dev.recount.journal.EventName;
import dev.recount.journal.Recorded.RecordedEvent;
import dev.recount.journal.StoredEvent;
import dev.recount.journal.claim.Claimed;
import dev.recount.journal.codec.StreamCodec;
import dev.recount.model.Context;
import dev.recount.model.EventId;
import dev.recount.replay.Evolution;
import dev.recount.replay.StreamState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Makes of decided events what will be stored and answered. All that can fail on the way fails here, before anything is
 * stored: an event that cannot be written or read again, that is too large, that the rules cannot live with.
 */
final class Recorder<S, C, E> {

    private final StreamCodec<S, C, E> codec;
    private final Evolution<S, E> evolution;
    private final StreamSettings settings;

    Recorder(StreamCodec<S, C, E> codec, Evolution<S, E> evolution, StreamSettings settings) {
        this.codec = codec;
        this.evolution = evolution;
        this.settings = settings;
    }

    /** Returns what is kept with the first event of a command; the hash of the event before it is still to come. */
    EventHeader header(CommandRequest request, C command, Context context, Instant now) {
        return new EventHeader(
                request.origin().metadata(context.time(), now),
                new CommandRecord(request.origin().commandId(), Optional.of(detail(request, command))),
                "");
    }

    /**
     * Returns what a rejection rests on. An enrichment may have made more of the command than is stored of an event;
     * then its data is left out.
     */
    Outcome.Basis basis(CommandRequest request, C command, Context context, Instant now) {
        CommandRecord.Detail decidedOn = detail(request, command);
        boolean isTooLarge = decidedOn
                .data()
                .filter(data -> data.length() > settings.maxEventBytes())
                .isPresent();
        return new Outcome.Basis(
                context.version(),
                context.time(),
                now,
                isTooLarge ? decidedOn.withoutData() : decidedOn.withData(data -> sealed(request, data)));
    }

    private String sealed(CommandRequest request, String data) {
        return codec.sealRejected(request.stream(), request.origin().commandId(), data);
    }

    private CommandRecord.Detail detail(CommandRequest request, C command) {
        EncodedCommand decidedOn =
                codec.type().enrichment().isPresent() ? codec.commands().write(command) : request.command();
        return new CommandRecord.Detail(
                decidedOn.name(),
                decidedOn.revision(),
                codec.digest(request.stream(), request.command()),
                settings.decisions().recordCommands() ? Optional.of(decidedOn.text()) : Optional.empty(),
                codec.rules());
    }

    /**
     * Records the events of a command as {@link #record} does, with what the stream holds otherwise because of them.
     *
     * @param basis what a rejection rests on, where another stream holds it
     */
    Decider.Verdict recordClaiming(
            StreamState.Live<S> before,
            List<E> events,
            EventHeader first,
            CommandRequest request,
            Supplier<Outcome.Basis> basis) {
        return switch (record(before, events, first, request)) {
            case Decider.Verdict.Answer answer -> answer;
            case Decider.Verdict.Select select -> select;
            case Decider.Verdict.Append append -> claiming(before, append, request, basis);
        };
    }

    private Decider.Verdict claiming(
            StreamState.Live<S> before,
            Decider.Verdict.Append append,
            CommandRequest request,
            Supplier<Outcome.Basis> basis) {
        if (codec.claims().names().isEmpty()) {
            return append;
        }
        StreamState<S> beforeLast = before;
        for (RecordedEvent event : append.events().subList(0, append.events().size() - 1)) {
            beforeLast = evolution.foreseen(beforeLast, event);
        }
        RecordedEvent last = append.events().getLast();
        var after = (StreamState.Live<S>) evolution.foreseen(beforeLast, last); // foreseen, and found to go well
        var claiming = new Claiming<>(request.stream(), codec);
        Optional<Claimed> changes =
                claiming.changes(Optional.of(before.state()), Optional.of(after.state()), List.of());
        if (changes.isEmpty()) {
            return new Decider.Verdict.Answer(claiming.defect());
        }
        var events = new ArrayList<>(append.events());
        RecordedEvent claimed = events.removeLast().with(changes.get());
        events.add(claimed);
        evolution.foresee(beforeLast, claimed, after);
        return new Decider.Verdict.Append(
                events, append.answer(), changes.get().takes() ? Optional.of(basis.get()) : Optional.empty());
    }

    /** Records the events of a command, of which there may be none, with the answer to give once they are stored. */
    Decider.Verdict record(StreamState.Live<S> before, List<E> events, EventHeader first, CommandRequest request) {
        var recorded = new ArrayList<RecordedEvent>(events.size());
        StreamState.Live<S> state = before;
        var tagging = new EventTagging(request.stream(), codec);
        for (E event : events) {
            EventHeader header = (recorded.isEmpty() ? first : first.withoutDetail()).after(state.hash());
            RecordedEvent next = codec.events().write(EventId.of(request.stream(), state.version() + 1), event, header);
            Optional<RecordedEvent> tagged = tagging.tagged(next, state.version() + 1);
            if (tagged.isEmpty()) {
                return new Decider.Verdict.Answer(tagging.defect());
            }
            next = tagged.get();
            if (next.stored().payload().length > settings.maxEventBytes()) {
                return refuse(request, Refusal.EVENT_TOO_LARGE, tooLarge(next));
            }
            switch (evolution.foresee(state, next)) {
                case StreamState.Damaged<S>(var _, var problem) -> {
                    return refuse(request, Refusal.DOMAIN_DEFECT, problem);
                }
                case StreamState.Live<S> live -> state = live;
            }
            recorded.add(next);
        }
        Outcome answer = accepted(state, recorded, request);
        return recorded.isEmpty()
                ? new Decider.Verdict.Answer(answer)
                : new Decider.Verdict.Append(recorded, answer, Optional.empty());
    }

    private Outcome accepted(StreamState.Live<S> after, List<RecordedEvent> events, CommandRequest request) {
        return new Outcome.Accepted(
                request.stream(),
                after.version() - events.size() + 1,
                after.version(),
                false,
                request.brief() ? Optional.empty() : Optional.of(detail(after.state(), events)));
    }

    private Outcome.Detail detail(S state, List<RecordedEvent> events) {
        return new Outcome.Detail(
                stored(events), new Outcome.State(codec.states().write(state)));
    }

    private static List<StoredEvent> stored(List<RecordedEvent> events) {
        return events.stream().map(RecordedEvent::stored).toList();
    }

    private static Decider.Verdict refuse(CommandRequest request, Refusal refusal, String message) {
        return new Decider.Verdict.Answer(new Outcome.Refused(request.stream(), refusal, message));
    }

    private String tooLarge(RecordedEvent event) {
        return EventName.parse(event.stored().manifest()).type() + " would take "
                + event.stored().payload().length + " bytes; at most " + settings.maxEventBytes() + " are stored";
    }
}
