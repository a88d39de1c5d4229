package dev.recount.server;

import dev.recount.archive.settled.Archive;
import dev.recount.database.Database;
import dev.recount.database.sql.Transactions;
import dev.recount.erasure.RestoredErasures;
import dev.recount.journal.claim.table.ClaimTable;
import dev.recount.journal.spread.Journals;
import dev.recount.journal.stored.JournalReader;
import dev.recount.journal.stored.KeystoreMark;
import dev.recount.privacy.SubjectKeys;
import dev.recount.seal.store.SealTable;
import dev.recount.server.settings.Settings;
import dev.recount.server.storage.PersonalKeys;
import dev.recount.view.generation.PersonalRows;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** A stopped server that was restored from a backup, in whole or in part. */
public final class RestoredServer {

    private RestoredServer() {}

    /**
     * Ends the trees that seal the journals: what was sealed after the backup is not there any more, and a tree that
     * went on would belie its checkpoints. Has what streams hold counted anew where there are several journals, which
     * may be of different moments. Then erases again whoever was erased, where there are keys of personal data; see
     * {@link RestoredErasures}.
     *
     * @param newSealKey whether another key is to sign from now on than the one that has so far
     * @return how many keys had come back; nothing where there are none
     * @throws dev.recount.database.sql.DatabaseException if there is no journal, or it or the keys cannot be used
     */
    public static OptionalInt goOn(Settings settings, boolean newSealKey) {
        Journals.openAsTheyAre(settings.journal()).close(); // nothing is made where there is no journal
        try (Journals journals = Journals.open(settings.journal())) {
            journals.databases().all().forEach(journal -> endSeals(journal, newSealKey));
            if (settings.journal().journals() > 1) {
                // the home journal may be of another moment than those whose streams hold something
                new ClaimTable(journals.home(), true).countAnew();
            }
            return eraseAgain(settings, journals);
        }
    }

    /**
     * Returns what is missing of the segments that the restored journals refer to: an archive that was lost, or is of
     * an earlier backup, is to be restored as well.
     */
    public static List<String> missing(Settings settings) {
        try (Journals journals = Journals.openAsTheyAre(settings.journal())) {
            return Archive.problems(journals.databases(), settings.storage().archive());
        }
    }

    private static void endSeals(Database journal, boolean newSealKey) {
        var _ = new Transactions(journal.pool(), "the seals cannot be ended").run(statements -> {
            SealTable.endAll(
                    statements,
                    "the journal was restored from a backup",
                    Clock.systemUTC().instant());
            if (newSealKey) {
                SealTable.expectOtherKey(statements);
            }
            return true;
        });
    }

    private static OptionalInt eraseAgain(Settings settings, Journals journals) {
        Optional<SubjectKeys> found = PersonalKeys.find(settings, Clock.systemUTC());
        if (found.isEmpty()) {
            return OptionalInt.empty();
        }
        try (SubjectKeys keys = found.get()) {
            new KeystoreMark(journals.home())
                    .requireIfKept(
                            Optional.of(keys.fingerprint()),
                            settings.privacy().places().setting());
            var reader = new JournalReader(journals.databases(), Database::pool);
            return OptionalInt.of(new RestoredErasures(keys, reader, new PersonalRows(journals.home())).eraseAgain());
        }
    }
}
