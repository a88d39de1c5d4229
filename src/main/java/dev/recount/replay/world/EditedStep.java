package dev.recount.replay.world;

import dev.recount.journal.CommandRecord;
import dev.recount.journal.Recorded.RecordedEvent;
import dev.recount.model.EventId;
import dev.recount.replay.world.course.Course;
import dev.recount.replay.world.course.Ruling;
import dev.recount.replay.world.outcome.Change;
import dev.recount.replay.world.outcome.DecidedOutcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A decision on record in whose place something else stands. */
final class EditedStep {

    private final WorldEngine engine;
    private final Step step;
    private final Course<?, ?, ?> course;

    EditedStep(WorldEngine engine, Step step) {
        this.engine = engine;
        this.step = step;
        this.course = step.stream().other();
    }

    /** Sends other commands in the place of the one on record. */
    void send(List<Edits.Item> commands) {
        var happened = new ArrayList<RecordedEvent>();
        DecidedOutcome outcome = new DecidedOutcome.NotSent();
        for (Edits.Item item : commands) {
            switch (course.send(item.name(), item.data(), step.metadata())) {
                case Ruling.Accepted(var events) ->
                    happened.addAll(course.happen(events, step.metadata(), command(item)));
                case Ruling.Rejected rejected -> outcome = engine.outcome(step.stream(), rejected, List.of());
                case Ruling.Undecided(var gap) -> engine.tally().gap(gap);
            }
        }
        happened(happened, happened.isEmpty() ? outcome : accepted(happened));
    }

    private CommandRecord command(Edits.Item item) {
        return new CommandRecord(
                step.logged().commandId(),
                Optional.of(new CommandRecord.Detail(item.name(), 1, "", Optional.of(item.data()), Optional.empty())));
    }

    /** Lets other events happen in the place of some of those on record. */
    void replace(Map<EventId, List<Edits.Item>> edits) {
        var happened = new ArrayList<RecordedEvent>();
        for (int i = 0; i < step.logged().events().size(); i++) {
            List<Edits.Item> instead = edits.get(step.logged().events().get(i).id());
            if (instead == null) {
                step.happenAsRecorded(i).ifPresent(happened::add);
            } else {
                List<Object> events = instead.stream()
                        .flatMap(item -> course.forms().read(item.name(), item.data()).stream())
                        .toList();
                happened.addAll(course.happen(events, step.metadata(), step.command()));
            }
        }
        happened(happened, accepted(happened));
    }

    private DecidedOutcome accepted(List<RecordedEvent> happened) {
        return new DecidedOutcome.Accepted(engine.documents(step.stream().id(), happened));
    }

    private void happened(List<RecordedEvent> happened, DecidedOutcome outcome) {
        step.happened(happened);
        step.differs(Change.EDITED, outcome, step.states());
    }
}
