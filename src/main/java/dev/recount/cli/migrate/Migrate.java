package dev.recount.cli.migrate;

import dev.recount.cli.option.Reason;
import dev.recount.cli.option.ServerClient;
import dev.recount.cli.option.Version;
import dev.recount.journal.spread.JournalSettings;
import dev.recount.journal.spread.Journals;
import dev.recount.server.settings.Settings;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code recount migrate}. */
@Command(
        name = "migrate",
        description = {
            "With the NAME of a migration of a domain: has the server at --url carry streams over into others, and shows how"
                    + " far that has come. Run it again to look again: the server goes on by itself.",
            "With --config: makes the tables of a journal, or brings them up to date, as a server does when it starts, and"
                    + " starts none. For a PostgreSQL whose servers have a role that may not change tables: run with the role"
                    + " that owns them."
        },
        versionProvider = Version.class,
        mixinStandardHelpOptions = true)
public final class Migrate implements Callable<Integer> {

    @Parameters(arity = "0..1", paramLabel = "NAME", description = "The migration, as in stock-to-shelf.")
    private @Nullable String name;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "A file with the settings recount.journal.postgres, such as conf/postgres.conf.")
    private @Nullable Path config;

    @Mixin
    private ServerClient server = new ServerClient();

    @Mixin
    private Reason reason = new Reason();

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        if ((name == null) == (config == null)) {
            throw new ParameterException(
                    spec.commandLine(),
                    "name a migration, or a file with --config to bring the tables of a journal up to date");
        }
        PrintWriter out = spec.commandLine().getOut();
        if (name != null) {
            return new StreamMigration(server, reason, name, out).run() ? 0 : 1;
        }
        JournalSettings journal =
                Settings.read(Optional.ofNullable(config), System.getenv()).journal();
        try (Journals journals = Journals.open(journal)) {
            for (int index = 0; index < journals.databases().all().size(); index++) {
                out.println("the journal in " + journal.place(index) + " is up to date");
            }
        }
        return 0;
    }
}
