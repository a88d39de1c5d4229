package dev.recount.server.settings;

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
 */
public record StorageSettings(
        JournalSettings journals, WriteLimits writing, Duration pollInterval, UnreadablePolicy unreadable) {

    StorageSettings with(JournalSettings changed) {
        return new StorageSettings(changed, writing, pollInterval, unreadable);
    }

    StorageSettings with(UnreadablePolicy changed) {
        return new StorageSettings(journals, writing, pollInterval, changed);
    }
}
