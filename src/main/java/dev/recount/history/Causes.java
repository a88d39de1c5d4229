package dev.recount.history;

import dev.recount.history.HistoryEntry.Cause;
import dev.recount.journal.CommandRecord;
import dev.recount.journal.JournalEntry;
import dev.recount.journal.codec.EventReader;
import dev.recount.journal.stored.JournalReader;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Tells which commands caused the events of a stream, event after event: what was asked is stored with the first of
 * each alone.
 */
final class Causes {

    private final JournalReader journal;
    private final EventReader reader;
    private @Nullable Cause last;

    Causes(JournalReader journal, EventReader reader) {
        this.journal = journal;
        this.reader = reader;
    }

    /**
     * Returns what caused an event.
     *
     * @param command the command that is stored with it
     * @throws dev.recount.json.MalformedException if an event before it is not readable
     */
    Optional<Cause> of(JournalEntry entry, CommandRecord command) {
        Cause known = last;
        if (command.detail().isPresent()) {
            Cause first = cause(command.id(), command.detail().get());
            last = first.withoutData();
            return Optional.of(first);
        } else if (known == null || !known.id().equals(command.id())) {
            last = begun(entry, command.id()).orElse(null);
        }
        return Optional.ofNullable(last);
    }

    private static Cause cause(String commandId, CommandRecord.Detail asked) {
        return new Cause(commandId, asked.name(), asked.revision(), asked.data(), asked.rules());
    }

    /** Goes back to the first event of the command, which is close by: the events of a command follow each other. */
    private Optional<Cause> begun(JournalEntry later, String commandId) {
        long deleted = journal.deleted(later.stream()).version();
        for (long version = later.version() - 1; version > deleted; version--) {
            Optional<CommandRecord> command = journal.event(later.stream(), version)
                    .map(entry -> reader.open(entry).header().command())
                    .filter(own -> own.id().equals(commandId));
            if (command.isEmpty()) {
                return Optional.empty();
            }
            Optional<Cause> begun =
                    command.get().detail().map(asked -> cause(commandId, asked).withoutData());
            if (begun.isPresent()) {
                return begun;
            }
        }
        return Optional.empty();
    }
}
