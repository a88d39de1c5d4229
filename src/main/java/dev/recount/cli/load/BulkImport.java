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
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Sends what an importer reads to a server, batch after batch, and counts what became of it. */
public final class BulkImport {

    private static final int BATCH = 1_000;
    private static final int PROGRESS_EVERY = 10_000;
    private static final int MOST_REPORTED = 20;

    /** The time in which a cluster that has lost a node, or its database, goes on by itself. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final BulkClient client;
    private final Importer importer;
    private final PrintWriter out;

    private long commands;
    private long repeats;
    private long failed;
    private long badLines;
    private String told = "";

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

    /** Sends a batch until each of its commands has been answered for good, before later ones are sent. */
    private void send(List<ImportedCommand> batch) throws InterruptedException {
        List<ImportedCommand> open = List.copyOf(batch);
        boolean isTold = false;
        long answered = System.nanoTime();
        while (!open.isEmpty()) {
            List<ImportedCommand> later = sendOnce(open);
            if (later.size() < open.size()) {
                answered = System.nanoTime();
            } else if (System.nanoTime() - answered > PATIENCE.toNanos()) {
                throw new CommandFailedException("the server has carried out nothing for " + PATIENCE.toMinutes()
                        + " minutes, last " + told + "\nRun the import again when it can: what is there already stays"
                        + " as it is.");
            }
            if (!later.isEmpty()) {
                if (!isTold) {
                    out.printf("%d commands are sent again, as %s%n", later.size(), told);
                    out.flush();
                    isTold = true;
                }
                TimeUnit.NANOSECONDS.sleep(PAUSE.toNanos());
            }
            open = later;
        }
        commands += batch.size();
        if (commands / PROGRESS_EVERY > (commands - batch.size()) / PROGRESS_EVERY) {
            out.printf("%,8d commands, up to %s%n", commands, batch.getLast().time());
            out.flush();
        }
    }

    /** Returns those that a server which is short of something for a while may carry out later, in their order. */
    private List<ImportedCommand> sendOnce(List<ImportedCommand> batch) throws InterruptedException {
        var later = new TreeMap<Integer, ImportedCommand>();
        for (BulkClient.Result result : client.send(lines(batch))) {
            ImportedCommand command = batch.get(result.line() - 1);
            if (result.isToBeSentAgain()) {
                later.put(result.line(), command);
                told = describe(command, result);
            } else if (!result.isAccepted()) {
                reject(command, result);
            } else if (result.isRepeat()) {
                repeats++;
            }
        }
        return List.copyOf(later.values());
    }

    private static List<BulkClient.Line> lines(List<ImportedCommand> batch) {
        return batch.stream()
                .map(command -> new BulkClient.Line(
                        command.stream(), command.commandId(), Optional.of(command.time()), command.command()))
                .toList();
    }

    private void reject(ImportedCommand command, BulkClient.Result result) {
        String what = describe(command, result);
        if (result.status() >= 500) {
            throw new CommandFailedException("the server did not carry out " + what
                    + "\nRun the import again when it can: what is there already stays as it is.");
        }
        failed++;
        if (failed <= MOST_REPORTED) {
            out.println(what);
            out.flush();
        }
    }

    private static String describe(ImportedCommand command, BulkClient.Result result) {
        return command.stream() + " " + command.command().getClass().getSimpleName() + " (id " + command.commandId()
                + "): " + result.code() + ": " + result.detail();
    }
}
