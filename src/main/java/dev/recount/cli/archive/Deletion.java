package dev.recount.cli.archive;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recount.archive.settled.ArchiveException;
import dev.recount.archive.settled.Deleted;
import dev.recount.cli.option.CommandFailedException;
import dev.recount.cli.option.JournalOptions;
import dev.recount.cli.option.Printable;
import dev.recount.cli.option.Reason;
import dev.recount.cli.option.ServerClient;
import dev.recount.server.ArchivingServer;
import dev.recount.server.settings.Settings;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/**
 * The deletion of old segments, as the command line asks for it.
 *
 * @param isDry whether it is only told what may be deleted
 */
record Deletion(ServerClient server, Reason reason, JournalOptions journal, boolean isDry) {

    private static final String NAME = "recount archive --delete";

    /** Deletes, tells what was done, and returns the exit code. */
    int run(PrintWriter out) throws InterruptedException {
        Deleted deleted = journal.nameJournal() ? ownWork() : served();
        deleted.problems().forEach(problem -> out.println("left as it is: " + Printable.of(problem)));
        out.printf(
                "%,d events in %,d %s of %,d bytes %s%n",
                deleted.events(),
                deleted.segments(),
                deleted.segments() == 1 ? "segment" : "segments",
                deleted.bytes(),
                isDry ? "may be deleted" : "were deleted");
        out.flush();
        return deleted.problems().isEmpty() ? 0 : 1;
    }

    private Deleted ownWork() {
        Settings settings = journal.settings();
        var own = new ArchivingServer(settings, journal.domains(settings));
        try {
            return isDry ? own.lookForOld() : own.delete(NAME);
        } catch (ArchiveException refused) {
            throw new CommandFailedException(String.valueOf(refused.getMessage()));
        }
    }

    /** A server answers after some seconds, with what it has done until then. */
    private Deleted served() throws InterruptedException {
        if (isDry) {
            return deleted(server.post("/admin/archive?delete=true&dryRun=true", ""));
        }
        Deleted part = deleted(server.post("/admin/archive?delete=true", "", reason.headers()));
        Deleted all = part;
        while (!part.isDone()) {
            if (part.segments() == 0) {
                throw new CommandFailedException(
                        "the server has found nothing to delete within seconds, and not come to"
                                + " the end: run it with --config");
            }
            part = deleted(server.post("/admin/archive?delete=true", "", reason.headers()));
            all = all.and(part);
        }
        return all;
    }

    private static Deleted deleted(JsonNode told) {
        List<String> problems = new ArrayList<>();
        told.path("problems").forEach(problem -> problems.add(problem.asText()));
        return new Deleted(
                told.path("segments").asInt(),
                told.path("events").asLong(),
                told.path("bytes").asLong(),
                problems,
                told.path("done").asBoolean());
    }
}
