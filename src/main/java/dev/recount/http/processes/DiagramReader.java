package dev.recount.http.processes;

import dev.recount.history.History;
import dev.recount.journal.JournalEntry;
import dev.recount.journal.Recorded;
import dev.recount.journal.codec.EventReader;
import dev.recount.log.Knowledge;
import dev.recount.model.StreamId;
import dev.recount.process.work.SequenceDiagram;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Reads the events of a process into a diagram. */
record DiagramReader(History history, EventReader reader) {

    private static final int PAGE = 500;

    /** Nobody reads a longer one, and it has to fit into memory. */
    private static final int MOST_EVENTS = 5_000;

    /** Returns the diagram of a process; nothing if it has no event. */
    CompletionStage<Optional<String>> read(StreamId stream) {
        return read(stream, new SequenceDiagram(stream), 1);
    }

    private CompletionStage<Optional<String>> read(StreamId stream, SequenceDiagram diagram, long from) {
        return history.events(stream, from, PAGE, Knowledge.Today.INSTANCE).thenCompose(page -> {
            long next = from;
            for (JournalEntry entry : page.entries()) {
                if (reader.read(entry) instanceof Recorded.RecordedEvent event) {
                    event.events().forEach(diagram::add);
                } else {
                    diagram.addUnreadable(entry.version());
                }
                next = entry.version() + 1;
            }
            if (!page.atEnd() && next <= MOST_EVENTS) {
                return read(stream, diagram, next);
            }
            return CompletableFuture.completedStage(
                    next == 1 ? Optional.empty() : Optional.of(diagram.text(!page.atEnd())));
        });
    }
}
