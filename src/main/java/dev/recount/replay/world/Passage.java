package dev.recount.replay.world;

import dev.recount.decision.DecidedCommand;
import dev.recount.decision.RecordedDecision;
import dev.recount.decision.log.LoggedDecision;
import dev.recount.journal.CommandRecord;
import dev.recount.journal.Recorded;
import dev.recount.journal.Recorded.RecordedEvent;
import dev.recount.log.LogEntry;
import dev.recount.model.Metadata;
import dev.recount.replay.world.MadeAnew.Made;
import dev.recount.replay.world.course.Course;
import dev.recount.replay.world.course.Ruling;
import dev.recount.replay.world.course.WorldStream;
import dev.recount.replay.world.outcome.Change;
import dev.recount.replay.world.outcome.DecidedOutcome;
import dev.recount.replay.world.outcome.Gap;
import dev.recount.replay.world.outcome.WorldDifference;
import dev.recount.replay.world.outcome.WorldDifference.States;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One decision on record on its way through both courses of its stream. */
final class Passage {

    private final WorldEngine engine;
    private final LoggedDecision step;
    private final Metadata metadata;
    private final Optional<RecordedDecision.Rejected> rejection;
    private final WorldStream stream;
    private final boolean decides;
    private final boolean counterfactual;

    /** The events on record, as the rules of the world read them. */
    private final List<Recorded> others = new ArrayList<>();

    Passage(WorldEngine engine, LoggedDecision step, WorldStream stream) {
        this.engine = engine;
        this.step = step;
        this.metadata = step.circumstances().orElse(Metadata.UNKNOWN);
        this.rejection =
                step instanceof LoggedDecision.Rejected rejected ? Optional.of(rejected.decision()) : Optional.empty();
        this.stream = stream;
        this.decides = engine.question().decides(step.stream(), metadata);
        this.counterfactual = engine.question().mode() == Mode.COUNTERFACTUAL;
    }

    void run() {
        Edits edits = engine.question().edits();
        boolean madeAnew = decides && counterfactual && engine.madeAnew().covers(metadata);
        Optional<Made> made = madeAnew ? engine.madeAnew().insteadOf(stream.id(), metadata) : Optional.empty();
        happenOnRecord();
        Optional<List<Edits.Item>> instead = edits.commands(step);
        if (instead.isPresent()) {
            send(instead.get());
        } else if (edits.replaceEvents(step)) {
            replace(edits);
        } else if (!decides) {
            happenAsRecorded();
        } else if (madeAnew) {
            made.ifPresentOrElse(this::compare, this::drop);
        } else if (counterfactual && !engine.isCaused(metadata)) {
            drop();
        } else {
            decide();
        }
    }

    private void happenOnRecord() {
        for (LogEntry entry : step.events()) {
            stream.recorded().happen(entry.recorded()).ifPresent(event -> engine.happenedOnRecord(stream, event));
            others.add(engine.readByOthers(entry));
            if (decides) {
                stream.isReactedTo(entry.version());
            }
        }
    }

    private void happenAsRecorded() {
        for (int i = 0; i < others.size(); i++) {
            long version = step.events().get(i).version();
            stream.other()
                    .happen(others.get(i))
                    .ifPresent(event -> engine.happened(stream, stream.other().version(), version, event, decides));
        }
    }

    private void drop() {
        nothingHappens();
        differs(Change.DROPPED, new DecidedOutcome.NotSent(), states());
    }

    private void nothingHappens() {
        step.events().forEach(event -> stream.doesNotHappen(event.version()));
        stream.shift(-step.events().size());
    }

    private void decide() {
        switch (ruling()) {
            case Ruling.Undecided(var gap) -> {
                engine.tally().gap(gap);
                happenAsRecorded();
            }
            case Ruling.Rejected rejected -> {
                engine.tally().decided();
                reject(rejected);
            }
            case Ruling.Accepted(var events) -> {
                engine.tally().decided();
                accept(events);
            }
        }
    }

    private Ruling ruling() {
        if (step.decided().isEmpty()) {
            return new Ruling.Undecided(Gap.COMMAND_NOT_RECORDED);
        }
        DecidedCommand command = step.decided().get();
        if (command.data().isEmpty()) {
            return new Ruling.Undecided(Gap.DATA_NOT_RECORDED);
        } else if (others.stream().anyMatch(Recorded.Unreadable.class::isInstance)) {
            return new Ruling.Undecided(Gap.STREAM_UNREADABLE);
        }
        return stream.other()
                .decide(command.name(), command.revision(), command.data().get(), metadata);
    }

    private void reject(Ruling.Rejected rejected) {
        Optional<String> unchanged =
                isSame(rejected) ? Optional.empty() : stream.other().json();
        if (counterfactual) {
            nothingHappens();
        } else {
            happenAsRecorded();
        }
        if (!isSame(rejected)) {
            differs(
                    change(rejected),
                    new DecidedOutcome.Rejected(rejected.reason(), rejected.message()),
                    counterfactual ? states() : new States(stream.other().json(), unchanged));
        }
    }

    private boolean isSame(Ruling.Rejected rejected) {
        return rejection.isPresent() && rejection.get().reason().equals(rejected.reason());
    }

    private Change change(Ruling ruling) {
        boolean wasRejected = rejection.isPresent();
        return ruling instanceof Ruling.Rejected
                ? wasRejected ? Change.OTHER_REASON : Change.REJECTED
                : wasRejected ? Change.ACCEPTED : Change.OTHER_EVENTS;
    }

    private void accept(List<Object> events) {
        if (rejection.isEmpty() && areAsRecorded(events)) {
            happenAsRecorded();
            return;
        }
        var ruling = new Ruling.Accepted(events);
        if (counterfactual) {
            List<RecordedEvent> happened = stream.other().happen(events, metadata, command());
            tell(happened);
            differs(change(ruling), engine.outcome(stream, ruling, happened), states());
        } else {
            Course.Trial trial = stream.other().tried(events, metadata, command());
            happenAsRecorded();
            differs(
                    change(ruling),
                    engine.outcome(stream, ruling, trial.events()),
                    new States(stream.other().json(), trial.state()));
        }
    }

    private boolean areAsRecorded(List<Object> events) {
        List<Object> recorded = others.stream()
                .flatMap(event -> ((RecordedEvent) event).events().stream())
                .toList();
        return recorded.equals(events) || stream.other().areSame(recorded, events);
    }

    /** Holds what a handler sent in the world against what it sent on record. */
    private void compare(Made made) {
        engine.tally().decided();
        noteMissing(made.happened());
        stream.shift((long) made.happened().size() - step.events().size());
        boolean same = switch (made.ruling()) {
            case Ruling.Rejected rejected -> isSame(rejected);
            case Ruling.Accepted(var events) -> rejection.isEmpty() && areReadable() && areAsRecorded(events);
            case Ruling.Undecided _ -> false;
        };
        if (!same) {
            differs(change(made.ruling()), engine.outcome(stream, made.ruling(), made.happened()), states());
        }
    }

    private boolean areReadable() {
        return others.stream().allMatch(RecordedEvent.class::isInstance);
    }

    /** Tells of events in the place of those on record. */
    private void tell(List<RecordedEvent> happened) {
        noteMissing(happened);
        long version = stream.other().version() - happened.size();
        for (int i = 0; i < happened.size(); i++) {
            version++;
            RecordedEvent event = happened.get(i);
            boolean stands = i < step.events().size()
                    && step.events()
                            .get(i)
                            .stored()
                            .type()
                            .equals(event.stored().type());
            engine.happened(stream, version, stands ? step.events().get(i).version() : 0, event, decides);
        }
        stream.shift((long) happened.size() - step.events().size());
    }

    /** An event on record still happens where the world has as many of its name by this decision. */
    private void noteMissing(List<RecordedEvent> happened) {
        Map<String, Integer> here = new HashMap<>();
        happened.forEach(event -> here.merge(event.stored().type(), 1, Integer::sum));
        for (LogEntry entry : step.events()) {
            if (here.merge(entry.stored().type(), -1, Integer::sum) < 0) {
                stream.doesNotHappen(entry.version());
            }
        }
    }

    private CommandRecord command() {
        return new CommandRecord(
                step.commandId(),
                step.decided()
                        .map(command -> new CommandRecord.Detail(
                                command.name(), command.revision(), "", command.data(), command.rules())));
    }

    /** Sends other commands in the place of the one on record. */
    private void send(List<Edits.Item> commands) {
        var happened = new ArrayList<RecordedEvent>();
        DecidedOutcome outcome = new DecidedOutcome.NotSent();
        for (Edits.Item item : commands) {
            Ruling ruling = stream.other().send(item.name(), item.data(), metadata);
            switch (ruling) {
                case Ruling.Accepted(var events) -> {
                    var record = new CommandRecord(
                            step.commandId(),
                            Optional.of(new CommandRecord.Detail(
                                    item.name(), 1, "", Optional.of(item.data()), Optional.empty())));
                    happened.addAll(stream.other().happen(events, metadata, record));
                }
                case Ruling.Rejected rejected -> outcome = engine.outcome(stream, rejected, List.of());
                case Ruling.Undecided(var gap) -> engine.tally().gap(gap);
            }
        }
        edited(happened, happened.isEmpty() ? outcome : accepted(happened));
    }

    /** Lets other events happen in the place of some of those on record. */
    private void replace(Edits edits) {
        var happened = new ArrayList<RecordedEvent>();
        for (int i = 0; i < step.events().size(); i++) {
            List<Edits.Item> instead = edits.events().get(step.events().get(i).id());
            if (instead == null) {
                stream.other().happen(others.get(i)).ifPresent(happened::add);
            } else {
                List<Object> events = instead.stream()
                        .flatMap(item -> stream.other().read(item.name(), item.data()).stream())
                        .toList();
                happened.addAll(stream.other().happen(events, metadata, command()));
            }
        }
        edited(happened, accepted(happened));
    }

    private DecidedOutcome accepted(List<RecordedEvent> happened) {
        return new DecidedOutcome.Accepted(engine.documents(stream.id(), happened));
    }

    private void edited(List<RecordedEvent> happened, DecidedOutcome outcome) {
        tell(happened);
        differs(Change.EDITED, outcome, states());
    }

    private States states() {
        return new States(stream.recorded().json(), stream.other().json());
    }

    private void differs(Change change, DecidedOutcome outcome, States states) {
        DecidedOutcome recorded = rejection
                .<DecidedOutcome>map(rejection -> new DecidedOutcome.Rejected(rejection.reason(), rejection.message()))
                .orElseGet(() -> new DecidedOutcome.Accepted(step.events().stream()
                        .flatMap(entry -> entry.documents().stream())
                        .toList()));
        DecidedCommand command = step.decided()
                .orElseGet(() ->
                        new DecidedCommand(step.commandId(), "", 1, Optional.empty(), metadata, Optional.empty()));
        engine.differs(
                stream,
                new WorldDifference(
                        stream.id(), stream.recorded().version(), command, change, recorded, outcome, states));
    }
}
