package dev.recount.history;

import dev.recount.history.HistoryEntry.Cause;
import dev.recount.journal.CommandRecord;
import dev.recount.journal.EventDocument;
import dev.recount.journal.JournalEntry;
import dev.recount.journal.jdbc.JournalReader;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Tells which commands caused the events of a stream, event after event: what was asked is stored with the first of each alone. */
final class Causes {

    private static final int LOOK_BACK = 100;

    private final JournalReader journal;
    private @Nullable Cause last;

    Causes(JournalReader journal) {
        this.journal = journal;
    }

    /**
     * Returns what caused an event.
     *
     * @throws dev.recount.journal.json.MalformedException if it is not readable
     */
    Optional<Cause> of(JournalEntry entry) {
        CommandRecord command = command(entry);
        Cause known = last;
        if (command.detail().isPresent()) {
            CommandRecord.Detail asked = command.detail().get();
            last = new Cause(command.id(), asked.name(), Optional.empty());
            return Optional.of(new Cause(command.id(), asked.name(), asked.data()));
        } else if (known == null || !known.id().equals(command.id())) {
            last = begun(entry, command.id()).orElse(null);
        }
        return Optional.ofNullable(last);
    }

    /** Goes back to the first event of the command, which is close by: the events of a command follow each other. */
    private Optional<Cause> begun(JournalEntry later, String commandId) {
        long before = later.version();
        while (before > 1) {
            long from = Math.max(1, before - LOOK_BACK);
            List<JournalEntry> page = journal.events(later.stream(), from, (int) (before - from));
            for (JournalEntry entry : page.reversed()) {
                CommandRecord command = command(entry);
                if (!command.id().equals(commandId)) {
                    return Optional.empty();
                } else if (command.detail().isPresent()) {
                    return Optional.of(
                            new Cause(commandId, command.detail().get().name(), Optional.empty()));
                }
            }
            before = from;
        }
        return Optional.empty();
    }

    private static CommandRecord command(JournalEntry entry) {
        return EventDocument.of(entry.stored()).metadata().command();
    }
}
