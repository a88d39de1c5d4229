package dev.recount.replay.regression;

import dev.recount.journal.CommandRecord;
import dev.recount.journal.JournalEntry;
import dev.recount.journal.Recorded.RecordedEvent;
import dev.recount.journal.codec.EventReader;
import dev.recount.model.StreamId;
import dev.recount.replay.regression.DecidedStep.Accepted;
import dev.recount.replay.regression.DecidedStep.Event;
import dev.recount.replay.regression.DecidedStep.Outcome;
import dev.recount.replay.regression.DecidedStep.Rejected;
import dev.recount.replay.world.course.Course;
import dev.recount.replay.world.course.Ruling;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The words for outcomes of decisions, by which differences are known. */
final class OutcomeText {

    private final EventReader reader;

    OutcomeText(EventReader reader) {
        this.reader = reader;
    }

    /** Tells an outcome on record. */
    String of(Outcome outcome) {
        return switch (outcome) {
            case Accepted(var _, var events) -> accepted(events);
            case Rejected(var reason, var _) -> rejected(reason);
        };
    }

    /** Tells what rules decide on a decision's command, on a stream that has come to where it was. */
    String of(Ruling ruling, Course<?, ?, ?> course, DecidedStep step) {
        return switch (ruling) {
            case Ruling.Rejected(var reason, var _) -> rejected(reason);
            case Ruling.Undecided(var gap) -> "undecided: " + gap.sentence();
            case Ruling.Accepted(var events) -> {
                var record = new CommandRecord("", Optional.empty());
                List<RecordedEvent> stored =
                        course.tried(events, step.metadata(), record).events();
                String told = accepted(stored.stream()
                        .flatMap(event -> documents(step.stream(), event))
                        .toList());
                yield stored.size() == events.size() ? told : told + ", and an event that cannot be stored or folded";
            }
        };
    }

    private Stream<Event> documents(StreamId stream, RecordedEvent event) {
        return reader.open(new JournalEntry(stream, 1, event.stored())).documents().stream()
                .map(document ->
                        new Event(1, document.name().type(), document.name().revision(), Optional.of(document.data())));
    }

    private static String rejected(String reason) {
        return "rejected " + reason;
    }

    private static String accepted(List<Event> events) {
        return events.isEmpty()
                ? "accepted without an event"
                : "accepted " + events.stream().map(Event::toString).collect(Collectors.joining(", "));
    }
}
