package dev.recount.cli;

import dev.recount.cli.option.PostgresOptions;
import dev.recount.cli.option.Version;
import dev.recount.journal.spread.JournalDatabase;
import dev.recount.journal.spread.JournalSettings;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code recount restored}. */
@Command(
        name = "restored",
        description = {
            "Goes on with a PostgreSQL that was restored from a backup, or with all of several: orders all that is stored from now on after all that is stored.",
            "Nothing that is stored changes: readers of the log go on from where they are. To be run once, before a server is started."
        },
        versionProvider = Version.class,
        mixinStandardHelpOptions = true)
final class Restored implements Callable<Integer> {

    @Mixin
    private PostgresOptions postgres = new PostgresOptions();

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        JournalSettings journal = postgres.journal();
        for (int index = 0; index < journal.journals(); index++) {
            JournalDatabase.continueAfterRestore(journal, index);
            spec.commandLine().getOut().println("the journal in " + journal.place(index) + " can be served");
        }
        return 0;
    }
}
