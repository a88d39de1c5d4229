package dev.recount.server.settings;

import dev.recount.archive.settled.ArchiveSettings;
import dev.recount.database.WriteLimits;
import dev.recount.journal.spread.JournalSettings;
import java.time.Duration;

/**
 * The settings of the group {@code recount.journal}: the journals, and how they are written and followed.
 *
 * @param journals the databases that hold the journal
 * @param writing the most that the writers of each journal take on
 * @param pollInterval how often the log is looked at for events that no writer told of
 * @param unreadable what is done about stored events that no code can read
 * @param archive where events before settled points move to, and when
 */
public record StorageSettings(
        JournalSettings journals,
        WriteLimits writing,
        Duration pollInterval,
        UnreadablePolicy unreadable,
        ArchiveSettings archive) {

    StorageSettings with(JournalSettings changed) {
        return new StorageSettings(changed.with(archive.segments()), writing, pollInterval, unreadable, archive);
    }

    StorageSettings with(UnreadablePolicy changed) {
        return new StorageSettings(journals, writing, pollInterval, changed, archive);
    }

    /** The journals are read with what has moved there. */
    StorageSettings with(ArchiveSettings changed) {
        return new StorageSettings(journals.with(changed.segments()), writing, pollInterval, unreadable, changed);
    }
}
