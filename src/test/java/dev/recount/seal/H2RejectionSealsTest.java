package dev.recount.seal;

import dev.recount.database.DatabaseKind;
import dev.recount.journal.spread.JournalSettings;
import java.util.List;

/** The trees that seal the rejections of a journal in H2. */
class H2RejectionSealsTest extends RejectionSealsContract {

    @Override
    DatabaseKind kind() {
        return DatabaseKind.H2;
    }

    @Override
    List<String> place(JournalSettings journal) {
        return List.of(
                "--jdbc",
                "jdbc:h2:file:" + folder.resolve("journal") + ";DATABASE_TO_LOWER=TRUE;IFEXISTS=TRUE",
                "--user",
                "recount");
    }
}
