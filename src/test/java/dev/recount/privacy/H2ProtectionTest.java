package dev.recount.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.recount.database.DatabaseKind;
import dev.recount.database.sql.DatabaseException;
import dev.recount.journal.spread.JournalSettings;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Every file of a server on H2 is looked through. */
class H2ProtectionTest extends ProtectionContract {

    @Override
    DatabaseKind kind() {
        return DatabaseKind.H2;
    }

    @Override
    List<String> readableInFiles(JournalSettings journal, List<String> texts) throws IOException {
        return FilesWithText.readable(folder, texts);
    }

    @Test
    void makesNothingWhereThereIsNoJournal() {
        assertThatExceptionOfType(DatabaseException.class)
                .isThrownBy(() -> stopped().protect(_ -> {}))
                .withMessageContaining("no journal");
        assertThat(folder.resolve("keys")).doesNotExist();
    }
}
