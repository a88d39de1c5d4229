package dev.recount.cli;

import dev.recount.cli.option.JournalOptions;
import dev.recount.cli.option.Version;
import dev.recount.database.place.DatabasePlace;
import dev.recount.journal.spread.JournalDatabase;
import dev.recount.journal.spread.JournalSettings;
import dev.recount.server.RestoredServer;
import dev.recount.server.settings.Settings;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code recount restored}. */
@Command(
        name = "restored",
        description = {
            "Goes on with what was restored from a backup. In PostgreSQL, or all of several, orders all that is stored from now on after all that is stored; readers of the log go on from where they are.",
            "Where there are keys of personal data, erases again whoever was erased before, whichever of the journal and the keys was restored.",
            "Where there are several journals, has what streams hold alone counted anew.",
            "Ends the trees that seal what is stored: new ones begin, signed by the key that has signed so far.",
            "Where events are archived, looks whether their segments are there, all of them and as they were stored; if not, the exit code is 1.",
            "To be run once, before a server is started."
        },
        versionProvider = Version.class,
        mixinStandardHelpOptions = true)
final class Restored implements Callable<Integer> {

    @Option(
            names = "--new-seal-key",
            description = "The key that has signed checkpoints is lost: another one may sign from now on, that of the"
                    + " file of recount.seal.key, which is made at the next start where there is none.")
    private boolean newSealKey;

    @Mixin
    private JournalOptions options = new JournalOptions();

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        Settings settings = options.settings();
        JournalSettings journal = settings.journal();
        PrintWriter out = spec.commandLine().getOut();
        if (journal.place() instanceof DatabasePlace.Postgres) {
            for (int index = 0; index < journal.journals(); index++) {
                JournalDatabase.continueAfterRestore(journal, index);
            }
        }
        RestoredServer.goOn(settings, newSealKey)
                .ifPresent(keys -> out.printf("%,d keys of erased persons had come back, and are destroyed%n", keys));
        List<String> missing = RestoredServer.missing(settings);
        missing.forEach(problem -> out.println("restore the archive as well: " + problem));
        for (int index = 0; index < journal.journals(); index++) {
            out.println("the journal in " + journal.place(index) + " can be served");
        }
        out.flush();
        return missing.isEmpty() ? 0 : 1;
    }
}
