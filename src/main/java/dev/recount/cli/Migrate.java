package dev.recount.cli;

import dev.recount.cli.option.PostgresOptions;
import dev.recount.cli.option.Version;
import dev.recount.journal.spread.JournalSettings;
import dev.recount.journal.spread.Journals;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code recount migrate}. */
@Command(
        name = "migrate",
        description = {
            "Makes the tables of a journal, or brings them up to date, as a server does when it starts, and starts none.",
            "For a PostgreSQL whose servers have a role that may not change tables: run with the role that owns them."
        },
        versionProvider = Version.class,
        mixinStandardHelpOptions = true)
final class Migrate implements Callable<Integer> {

    @Mixin
    private PostgresOptions postgres = new PostgresOptions();

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        JournalSettings journal = postgres.journal();
        try (Journals journals = Journals.open(journal)) {
            for (int index = 0; index < journals.databases().all().size(); index++) {
                spec.commandLine().getOut().println("the journal in " + journal.place(index) + " is up to date");
            }
        }
        return 0;
    }
}
