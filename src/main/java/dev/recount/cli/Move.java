package dev.recount.cli;

import dev.recount.cli.option.PostgresOptions;
import dev.recount.cli.option.Version;
import dev.recount.database.place.DatabasePlace;
import dev.recount.journal.spread.JournalSettings;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code recount move}. */
@Command(
        name = "move",
        description = {
            "Moves the journal of a stopped server from its data folder into an empty PostgreSQL, or several, and compares what came of it.",
            "The folder stays as it is. If this is broken off, the PostgreSQL is as empty as before. Views are built anew by the server."
        },
        versionProvider = Version.class,
        mixinStandardHelpOptions = true)
final class Move implements Callable<Integer> {

    @Option(
            names = "--from-data",
            paramLabel = "DIR",
            required = true,
            description = "The folder that holds the journal.")
    private Path folder = Path.of("");

    @Mixin
    private PostgresOptions postgres = new PostgresOptions();

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        JournalSettings target = postgres.journal();
        dev.recount.server.move.JournalMove.run(target.in(new DatabasePlace.Folder(folder)), target, (table, rows) -> {
            out.printf("%,12d rows of %s are the same%n", rows, table);
            out.flush();
        });
        out.println("moved from " + folder + " to " + target + "; serve the folder no more");
        out.flush();
        return 0;
    }
}
