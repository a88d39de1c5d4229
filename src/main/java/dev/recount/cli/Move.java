package dev.recount.cli;

import dev.recount.cli.option.PostgresOptions;
import dev.recount.cli.option.Version;
import dev.recount.database.place.DatabasePlace;
import dev.recount.journal.spread.JournalSettings;
import dev.recount.server.move.JournalMove;
import dev.recount.server.move.MovedKeys;
import dev.recount.server.settings.Settings;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
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
            "Moves the journal of a stopped server from its data folder into an empty PostgreSQL, or several, with the keys"
                    + " of personal data, and compares what came of it.",
            "The folder stays as it is, and so does the file of the master key, which servers need. If this is broken off,"
                    + " the PostgreSQL is as empty as before. Views are built anew by the server."
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

    @Option(
            names = "--leave-views",
            description =
                    "Move also where events were deleted from the archive, so that views which follow them cannot be"
                            + " built anew in the PostgreSQL.")
    private boolean leavesViews;

    @Mixin
    private PostgresOptions postgres = new PostgresOptions();

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        Settings settings = postgres.settings();
        JournalSettings target = settings.journal();
        Optional<MovedKeys> keys = JournalMove.run(
                target.in(new DatabasePlace.Folder(folder)),
                target,
                settings.privacy().places(),
                leavesViews,
                (table, rows) -> {
                    out.printf("%,12d rows of %s are the same%n", rows, table);
                    out.flush();
                });
        out.println("moved from " + folder + " to " + target + "; serve the folder no more");
        keys.ifPresent(moved -> tell(moved, out));
        tellSealKey(settings, out);
        out.flush();
        return 0;
    }

    private static void tell(MovedKeys keys, PrintWriter out) {
        Path before = keys.masterKeyBefore();
        Path now = keys.masterKeyNow();
        if (Files.exists(before)) {
            out.println(
                    isSame(before, now)
                            ? "the master key of the keys stays in " + before + ", where servers look for it: keep it"
                            : "copy the master key of the keys from " + before + " to " + now
                                    + ", where servers look for it");
        }
        out.println("delete " + keys.file() + " once servers have started there: whoever is erased from then on still"
                + " has a key in it");
    }

    private void tellSealKey(Settings settings, PrintWriter out) {
        Path before = settings.withData(folder).sealKey();
        if (Files.exists(before) && !isSame(before, settings.sealKey())) {
            out.println("copy the key that signs checkpoints from " + before + " to " + settings.sealKey()
                    + ", where servers look for it");
        }
    }

    private static boolean isSame(Path one, Path other) {
        return one.toAbsolutePath().normalize().equals(other.toAbsolutePath().normalize());
    }
}
