package dev.recount.replay.world;

import dev.recount.decision.DecidedCommand;
import dev.recount.decision.log.LoggedDecision;
import dev.recount.journal.Recorded.RecordedEvent;
import dev.recount.model.Metadata;
import dev.recount.replay.world.MadeAnew.Made;
import dev.recount.replay.world.course.Course;
import dev.recount.replay.world.course.Ruling;
import dev.recount.replay.world.course.WorldStream;
import dev.recount.replay.world.outcome.Change;
import dev.recount.replay.world.outcome.DecidedOutcome;
import dev.recount.replay.world.outcome.Gap;
import dev.recount.replay.world.outcome.WorldDifference.States;
import java.util.List;
import java.util.Optional;

/** One decision on record on its way through both courses of its stream. */
final class Passage {

    private final WorldEngine engine;
    private final LoggedDecision logged;
    private final WorldStream stream;
    private final Step step;
    private final Metadata metadata;
    private final boolean counterfactual;

    Passage(WorldEngine engine, LoggedDecision logged, WorldStream stream) {
        this.engine = engine;
        this.logged = logged;
        this.stream = stream;
        this.step = new Step(engine, logged, stream);
        this.metadata = step.metadata();
        this.counterfactual = engine.question().mode() == Mode.COUNTERFACTUAL;
    }

    void run() {
        take();
        step.tellIfCaused();
    }

    private void take() {
        Edits edits = engine.question().edits();
        boolean madeAnew =
                step.isDecided() && counterfactual && engine.madeAnew().covers(metadata);
        Optional<Made> made = madeAnew ? engine.madeAnew().insteadOf(stream.id(), metadata) : Optional.empty();
        step.happenOnRecord();
        Optional<List<Edits.Item>> instead = edits.commands(logged);
        if (instead.isPresent()) {
            new EditedStep(engine, step).send(instead.get());
        } else if (edits.replaceEvents(logged)) {
            new EditedStep(engine, step).replace(edits.events());
        } else if (step.isReadOtherwise()) {
            step.happenOtherwise();
        } else if (!step.isDecided() || step.isCorrection()) {
            step.happenAsRecorded();
        } else if (step.isCorrected()) {
            engine.tally().gap(Gap.CORRECTED);
            step.happenAsRecorded();
        } else if (madeAnew) {
            made.ifPresentOrElse(this::compare, this::drop);
        } else if (counterfactual && !engine.isCaused(metadata)) {
            drop();
        } else {
            decide();
        }
    }

    private void drop() {
        step.happenNot();
        step.differs(Change.DROPPED, new DecidedOutcome.NotSent(), step.states());
    }

    private void decide() {
        switch (ruling()) {
            case Ruling.Undecided(var gap) -> {
                engine.tally().gap(gap);
                step.happenAsRecorded();
            }
            case Ruling.Rejected rejected -> {
                engine.tally().decided();
                reject(rejected);
            }
            case Ruling.Accepted accepted -> {
                engine.tally().decided();
                accept(accepted);
            }
        }
    }

    private Ruling ruling() {
        if (logged.decided().isEmpty()) {
            return new Ruling.Undecided(Gap.COMMAND_NOT_RECORDED);
        }
        DecidedCommand command = logged.decided().get();
        if (command.data().isEmpty()) {
            return new Ruling.Undecided(Gap.DATA_NOT_RECORDED);
        } else if (!step.isReadable()) {
            return new Ruling.Undecided(Gap.STREAM_UNREADABLE);
        }
        Ruling ruling = stream.other()
                .decide(command.name(), command.revision(), command.data().get(), metadata);
        return ruling instanceof Ruling.Accepted && step.wasTaken() ? new Ruling.Undecided(Gap.VALUE_TAKEN) : ruling;
    }

    private void reject(Ruling.Rejected rejected) {
        boolean isSame = step.wasRejectedAs(rejected);
        Optional<String> unchanged = isSame ? Optional.empty() : stream.other().json();
        if (counterfactual) {
            step.happenNot();
        } else {
            step.happenAsRecorded();
        }
        if (!isSame) {
            step.differs(
                    change(rejected),
                    new DecidedOutcome.Rejected(rejected.reason(), rejected.message()),
                    counterfactual ? step.states() : new States(stream.other().json(), unchanged));
        }
    }

    private Change change(Ruling ruling) {
        return ruling instanceof Ruling.Rejected
                ? step.wasRejected() ? Change.OTHER_REASON : Change.REJECTED
                : step.wasRejected() ? Change.ACCEPTED : Change.OTHER_EVENTS;
    }

    private void accept(Ruling.Accepted accepted) {
        if (step.wasAcceptedWith(accepted.events())) {
            step.happenAsRecorded();
        } else if (counterfactual) {
            List<RecordedEvent> happened = stream.other().happen(accepted.events(), metadata, step.command());
            step.happened(happened);
            step.differs(change(accepted), engine.outcome(stream, accepted, happened), step.states());
        } else {
            Course.Trial trial = stream.other().tried(accepted.events(), metadata, step.command());
            step.happenAsRecorded();
            step.differs(
                    change(accepted),
                    engine.outcome(stream, accepted, trial.events()),
                    new States(stream.other().json(), trial.state()));
        }
    }

    /** Holds what a handler sent in the world against what it sent on record. */
    private void compare(Made made) {
        if (made.ruling() instanceof Ruling.Undecided(var gap) && gap == Gap.BOUNDARY) {
            engine.tally().gap(gap);
            step.happenAsRecorded();
            return;
        }
        engine.tally().decided();
        step.standIn(made.happened());
        boolean same = switch (made.ruling()) {
            case Ruling.Rejected rejected -> step.wasRejectedAs(rejected);
            case Ruling.Accepted(var events) -> step.wasAcceptedWith(events);
            case Ruling.Undecided _ -> false;
        };
        if (!same) {
            step.differs(change(made.ruling()), engine.outcome(stream, made.ruling(), made.happened()), step.states());
        }
    }
}
