package dev.recount.privacy;

import dev.recount.database.DatabaseKind;
import dev.recount.journal.spread.JournalSettings;
import java.io.IOException;
import java.util.List;

/** Every file of a server on H2 is looked through. */
class H2SealedDataTest extends SealedDataContract {

    @Override
    DatabaseKind kind() {
        return DatabaseKind.H2;
    }

    @Override
    List<String> readable(JournalSettings journal, List<String> texts) throws IOException {
        return FilesWithText.readable(folder, texts);
    }

    /** Those of a server that has stopped are as small as they can be. */
    @Override
    List<String> readableInFiles(JournalSettings journal, List<String> texts) throws IOException {
        return readable(journal, texts);
    }
}
