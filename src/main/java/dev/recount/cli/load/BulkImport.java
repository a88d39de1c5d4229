package dev.recount.cli.load;

import dev.recount.cli.option.Caller;
import dev.recount.cli.option.CommandFailedException;
import dev.recount.journal.codec.Codecs;
import dev.recount.model.domain.Domain;
import dev.recount.model.domain.Importer;
import dev.recount.model.domain.Importer.BadLine;
import dev.recount.model.domain.Importer.ImportedCommand;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Sends what an importer reads to a server, batch after batch, and counts what became of it. */
public final class BulkImport {

    private static final int BATCH = 1_000;
    private static final int PROGRESS_EVERY = 10_000;
    private static final int MOST_REPORTED = 20;

    private final BulkClient client;
    private final Importer importer;
    private final PrintWriter out;

    private long commands;
    private long repeats;
    private long failed;
    private long badLines;

    public BulkImport(URI server, Caller caller, Domain domain, PrintWriter out) {
        this.client = new BulkClient(server, caller, new Codecs(domain.streamTypes()), "import");
        this.importer = domain.importer().orElseThrow();
        this.out = out;
    }

    /**
     * Imports the records of a folder.
     *
     * @throws CommandFailedException if they cannot be read, or the server cannot go on
     */
    public ImportReport run(Importer.Folder folder) throws InterruptedException {
        long began = System.nanoTime();
        try (Stream<Importer.Entry> entries = importer.read(folder)) {
            var batch = new ArrayList<ImportedCommand>(BATCH);
            for (Iterator<Importer.Entry> each = entries.iterator(); each.hasNext(); ) {
                switch (each.next()) {
                    case BadLine bad -> report(bad);
                    case ImportedCommand command -> batch.add(command);
                }
                if (batch.size() == BATCH || !each.hasNext()) {
                    send(batch);
                    batch.clear();
                }
            }
        } catch (NoSuchFileException missing) {
            throw new CommandFailedException("there is no file " + missing.getMessage());
        } catch (IOException unreadable) {
            throw new CommandFailedException("the records cannot be read: " + unreadable.getMessage());
        }
        return new ImportReport(commands, repeats, failed, badLines, Duration.ofNanos(System.nanoTime() - began));
    }

    private void report(BadLine bad) {
        badLines++;
        out.println(bad.fileName() + ":" + bad.line() + ": " + bad.problem());
        out.flush();
    }

    private void send(List<ImportedCommand> batch) throws InterruptedException {
        if (batch.isEmpty()) {
            return;
        }
        for (BulkClient.Result result : client.send(lines(batch))) {
            commands++;
            if (!result.isAccepted()) {
                reject(batch.get(result.line() - 1), result);
            } else if (result.isRepeat()) {
                repeats++;
            }
        }
        if (commands / PROGRESS_EVERY > (commands - batch.size()) / PROGRESS_EVERY) {
            out.printf("%,8d commands, up to %s%n", commands, batch.getLast().time());
            out.flush();
        }
    }

    private static List<BulkClient.Line> lines(List<ImportedCommand> batch) {
        return batch.stream()
                .map(command -> new BulkClient.Line(
                        command.stream(), command.commandId(), Optional.of(command.time()), command.command()))
                .toList();
    }

    private void reject(ImportedCommand command, BulkClient.Result result) {
        String what = command.stream() + " " + command.command().getClass().getSimpleName() + " (id "
                + command.commandId() + "): " + result.code() + ": " + result.detail();
        if (result.status() >= 500 || result.status() == 424) {
            throw new CommandFailedException("the server did not carry out " + what
                    + "\nRun the import again when it can: what is there already stays as it is.");
        }
        failed++;
        if (failed <= MOST_REPORTED) {
            out.println(what);
            out.flush();
        }
    }
}
