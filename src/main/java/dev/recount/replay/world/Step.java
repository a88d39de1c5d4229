package dev.recount.replay.world;

import dev.recount.decision.DecidedCommand;
import dev.recount.decision.RecordedDecision;
import dev.recount.decision.log.LoggedDecision;
import dev.recount.journal.CommandRecord;
import dev.recount.journal.EventDocument;
import dev.recount.journal.Recorded;
import dev.recount.journal.Recorded.RecordedEvent;
import dev.recount.journal.claim.ClaimTakenException;
import dev.recount.log.LogEntry;
import dev.recount.model.Metadata;
import dev.recount.replay.world.course.Ruling;
import dev.recount.replay.world.course.WorldStream;
import dev.recount.replay.world.outcome.Change;
import dev.recount.replay.world.outcome.DecidedOutcome;
import dev.recount.replay.world.outcome.WorldDifference;
import dev.recount.replay.world.outcome.WorldDifference.States;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A decision on record, what of it happens in the world, and how the world's is told beside it. */
final class Step {

    private final WorldEngine engine;
    private final LoggedDecision logged;

    /** Its events as they are read on record. */
    private final List<LogEntry> entries;

    /** Its events as they are read in the world. */
    private final List<LogEntry> otherEntries;

    private final Metadata metadata;
    private final Optional<RecordedDecision.Rejected> rejection;
    private final WorldStream stream;
    private final boolean isDecided;
    private boolean isTold;

    /** The events on record, as the rules of the world read them. */
    private final List<Recorded> others = new ArrayList<>();

    Step(WorldEngine engine, LoggedDecision logged, WorldStream stream) {
        this.engine = engine;
        this.logged = logged;
        this.entries = logged.events().stream().map(engine.readings()::recorded).toList();
        this.otherEntries =
                logged.events().stream().map(engine.readings()::other).toList();
        this.metadata = logged.circumstances().orElse(Metadata.UNKNOWN);
        this.rejection = logged instanceof LoggedDecision.Rejected rejected
                ? Optional.of(rejected.decision())
                : Optional.empty();
        this.stream = stream;
        this.isDecided = engine.question().decides(logged.stream(), metadata);
    }

    LoggedDecision logged() {
        return logged;
    }

    Metadata metadata() {
        return metadata;
    }

    WorldStream stream() {
        return stream;
    }

    /** Tells whether it is decided on again. */
    boolean isDecided() {
        return isDecided;
    }

    /** Tells whether it is a correction of earlier events, or about one. */
    boolean isCorrection() {
        return entries.stream().anyMatch(LogEntry::isReserved);
    }

    /** Tells whether one of its events was corrected, on either side. */
    boolean isCorrected() {
        return Stream.concat(entries.stream(), otherEntries.stream())
                .anyMatch(entry -> entry.overlay().isCorrected());
    }

    /** Tells whether one of its events is read otherwise in the world. */
    boolean isReadOtherwise() {
        return IntStream.range(0, entries.size())
                .anyMatch(i ->
                        !entries.get(i).overlay().equals(otherEntries.get(i).overlay()));
    }

    /** Tells of it, if a handler sent it because of an event that is corrected, and nothing else was told of it. */
    void tellIfCaused() {
        if (engine.isByCorrected(metadata)) {
            logged.events().forEach(event -> engine.isOfCorrected(event.id()));
            if (!isTold) {
                differs(Change.CAUSED, recordedOutcome(), states());
            }
        }
    }

    boolean wasRejected() {
        return rejection.isPresent();
    }

    /** Tells whether it was rejected for the same reason. */
    boolean wasRejectedAs(Ruling.Rejected rejected) {
        return rejection.isPresent() && rejection.get().reason().equals(rejected.reason());
    }

    /** Tells whether it was rejected as another stream held what its own would have. */
    boolean wasTaken() {
        return rejection
                .filter(was -> ClaimTakenException.isTold(was.reason(), was.message()))
                .isPresent();
    }

    /** Tells whether it was accepted with the same events. */
    boolean wasAcceptedWith(List<Object> events) {
        if (wasRejected() || !isReadable()) {
            return false;
        }
        List<Object> recorded = others.stream()
                .flatMap(event -> ((RecordedEvent) event).events().stream())
                .toList();
        return recorded.equals(events) || stream.other().forms().areSame(recorded, events);
    }

    /** Tells whether the rules of the world can read its events. */
    boolean isReadable() {
        return others.stream().allMatch(RecordedEvent.class::isInstance);
    }

    /** Lets it happen as on record, on that side alone. */
    void happenOnRecord() {
        for (int i = 0; i < entries.size(); i++) {
            LogEntry entry = entries.get(i);
            stream.recorded().happen(entry.recorded()).ifPresent(event -> engine.happenedOnRecord(stream, event));
            others.add(engine.readByOthers(otherEntries.get(i)));
            if (isDecided) {
                stream.isReactedTo(entry.version());
            }
        }
    }

    /** Lets it happen as its events are read in the world, and tells that they are others there. */
    void happenOtherwise() {
        happenAsRecorded();
        var documents = new ArrayList<EventDocument>();
        for (LogEntry entry : otherEntries) {
            List<EventDocument> those = entry.documents();
            documents.addAll(those);
            engine.isOfCorrected(entry.id());
            if (those.stream()
                    .noneMatch(document ->
                            document.name().type().equals(entry.stored().type()))) {
                stream.doesNotHappen(entry.version());
            }
        }
        differs(Change.EDITED, new DecidedOutcome.Accepted(documents), states());
    }

    /** Lets it happen in the world as on record. */
    void happenAsRecorded() {
        for (int i = 0; i < others.size(); i++) {
            long version = logged.events().get(i).version();
            happenAsRecorded(i)
                    .ifPresent(event -> engine.happened(stream, stream.other().version(), version, event, isDecided));
        }
    }

    /** Lets one of its events happen in the world, of which nobody is told. */
    Optional<RecordedEvent> happenAsRecorded(int event) {
        return stream.other().happen(others.get(event));
    }

    /** Lets nothing of it happen in the world. */
    void happenNot() {
        logged.events().forEach(event -> stream.doesNotHappen(event.version()));
        stream.shift(-logged.events().size());
    }

    /** Tells of events that have happened in the world in the place of those on record. */
    void happened(List<RecordedEvent> here) {
        long version = stream.other().version() - here.size();
        for (int i = 0; i < here.size(); i++) {
            version++;
            engine.happened(stream, version, onRecord(i, here.get(i)), here.get(i), isDecided);
        }
        standIn(here);
    }

    /** Returns the version on record in whose place an event stands, if it is the same kind of event; else 0. */
    private long onRecord(int index, RecordedEvent here) {
        return logged.events().stream()
                .skip(index)
                .findFirst()
                .filter(entry -> entry.stored().type().equals(here.stored().type()))
                .map(LogEntry::version)
                .orElse(0L);
    }

    /**
     * Notes what stands in the place of its events. One of them still happens where the world has as many of its name
     * by this decision.
     */
    void standIn(List<RecordedEvent> here) {
        Map<String, Integer> names = new HashMap<>();
        here.forEach(event -> names.merge(event.stored().type(), 1, Integer::sum));
        for (LogEntry entry : logged.events()) {
            if (names.merge(entry.stored().type(), -1, Integer::sum) < 0) {
                stream.doesNotHappen(entry.version());
            }
        }
        stream.shift((long) here.size() - logged.events().size());
    }

    /** Returns its command as it stands beside events of the world. */
    CommandRecord command() {
        return new CommandRecord(
                logged.commandId(),
                logged.decided()
                        .map(command -> new CommandRecord.Detail(
                                command.name(), command.revision(), "", command.data(), command.rules())));
    }

    /** Returns the states of both sides as they are now. */
    States states() {
        return new States(stream.recorded().json(), stream.other().json());
    }

    /** Tells that the decision is another one in the world. */
    void differs(Change change, DecidedOutcome outcome, States states) {
        isTold = true;
        DecidedOutcome recorded = recordedOutcome();
        DecidedCommand command = logged.decided()
                .orElseGet(() ->
                        new DecidedCommand(logged.commandId(), "", 1, Optional.empty(), metadata, Optional.empty()));
        engine.differs(
                stream,
                new WorldDifference(
                        stream.id(), stream.recorded().version(), command, change, recorded, outcome, states));
    }

    private DecidedOutcome recordedOutcome() {
        return rejection
                .<DecidedOutcome>map(rejection -> new DecidedOutcome.Rejected(rejection.reason(), rejection.message()))
                .orElseGet(() -> new DecidedOutcome.Accepted(entries.stream()
                        .flatMap(entry -> entry.documents().stream())
                        .toList()));
    }
}
