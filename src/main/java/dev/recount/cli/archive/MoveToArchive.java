package dev.recount.cli.archive;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recount.archive.settled.ArchiveException;
import dev.recount.archive.settled.Archived;
import dev.recount.cli.option.CommandFailedException;
import dev.recount.cli.option.JournalOptions;
import dev.recount.cli.option.Printable;
import dev.recount.cli.option.Reason;
import dev.recount.cli.option.ServerClient;
import dev.recount.cli.option.Version;
import dev.recount.server.ArchivingServer;
import dev.recount.server.settings.Settings;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code recount archive}. */
@Command(
        name = "archive",
        description = {
            "Moves events before settled points out of the journal into the files of recount.archive.folder: a segment at a"
                    + " time, which is stored, read back and held against the rows before its events leave those. Whatever reads"
                    + " events reads on as before. Broken off, it goes on when it is run again.",
            "It has the server at --url do it; with --data or --config, it does it itself, on PostgreSQL beside servers that"
                    + " run.",
            "An event that is not the one that was stored stays, and makes the exit code 1."
        },
        versionProvider = Version.class,
        mixinStandardHelpOptions = true)
public final class MoveToArchive implements Callable<Integer> {

    @Option(names = "--dry-run", description = "Move and delete nothing: tell how many events may move, or be deleted.")
    private boolean isDry;

    @Option(
            names = "--delete",
            description = {
                "Move nothing, and delete for good, a segment at a time, archived events that are older than the retention of"
                        + " their stream type. Their rows stay, with their hashes."
            })
    private boolean isToDelete;

    @Mixin
    private ServerClient server = new ServerClient();

    @Mixin
    private Reason reason = new Reason();

    @Mixin
    private JournalOptions journal = new JournalOptions();

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        return isToDelete
                ? new Deletion(server, reason, journal, isDry)
                        .run(spec.commandLine().getOut())
                : move();
    }

    private int move() throws InterruptedException {
        Archived archived = journal.nameJournal() ? ownWork() : served();
        PrintWriter out = spec.commandLine().getOut();
        archived.problems().forEach(problem -> out.println("left as it is: " + Printable.of(problem)));
        if (isDry) {
            out.printf("%,d events of %,d streams may move%n", archived.events(), archived.streams());
        } else {
            out.printf(
                    "%,d events of %,d streams have moved into %,d %s of %,d bytes%n",
                    archived.events(),
                    archived.streams(),
                    archived.segments(),
                    archived.segments() == 1 ? "segment" : "segments",
                    archived.bytes());
            if (archived.states() > 0) {
                out.printf(
                        "%,d settled %s made anew%n",
                        archived.states(), archived.states() == 1 ? "state was" : "states were");
            }
        }
        out.flush();
        return archived.problems().isEmpty() ? 0 : 1;
    }

    private Archived ownWork() {
        Settings settings = journal.settings();
        var own = new ArchivingServer(settings, journal.domains(settings));
        try {
            return isDry ? own.look() : own.move();
        } catch (ArchiveException refused) {
            throw new CommandFailedException(String.valueOf(refused.getMessage()));
        }
    }

    /** A server answers after some seconds, with what it has done until then. */
    private Archived served() throws InterruptedException {
        if (isDry) {
            return archived(server.post("/admin/archive?dryRun=true", ""));
        }
        Archived part = archived(server.post("/admin/archive", "", reason.headers()));
        Archived all = part;
        while (!part.isDone()) {
            if (part.events() == 0 && part.states() == 0) {
                throw new CommandFailedException(
                        "the server has found nothing to move within seconds, and not come to the end: run it with"
                                + " --config");
            }
            part = archived(server.post("/admin/archive", "", reason.headers()));
            all = all.and(part);
        }
        return all;
    }

    private static Archived archived(JsonNode told) {
        List<String> problems = new ArrayList<>();
        told.path("problems").forEach(problem -> problems.add(problem.asText()));
        return new Archived(
                told.path("streams").asLong(),
                told.path("events").asLong(),
                told.path("segments").asInt(),
                told.path("bytes").asLong(),
                told.path("states").asLong(),
                problems,
                told.path("done").asBoolean());
    }
}
