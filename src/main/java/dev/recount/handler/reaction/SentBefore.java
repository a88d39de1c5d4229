package dev.recount.handler.reaction;

import dev.recount.handler.store.Work;
import dev.recount.journal.CommandRecord;
import dev.recount.journal.CommandRecord.Detail;
import dev.recount.journal.JournalEntry;
import dev.recount.journal.JournalPage;
import dev.recount.journal.codec.EventReader;
import dev.recount.journal.spread.PerJournal;
import dev.recount.journal.stored.JournalReader;
import dev.recount.log.LogReader;
import dev.recount.model.StreamId;
import dev.recount.model.handler.CommandAnswer;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Predicate;

/**
 * Finds in the journal what became of a command that an attempt may have sent whose end nobody saw, as when the server
 * was killed. A stream itself remembers only its last commands.
 */
final class SentBefore {

    private static final int PAGE = 500;

    /** Clocks of nodes are never as far apart. */
    private static final Duration CLOCKS = Duration.ofHours(1);

    private final LogReader log;
    private final JournalReader journal;
    private final EventReader reader;
    private final PerJournal<? extends Executor> executors;

    /**
     * Makes a finder.
     *
     * @param executors run the reads of each journal, so that they are never interrupted with a reaction
     */
    SentBefore(LogReader log, JournalReader journal, EventReader reader, PerJournal<? extends Executor> executors) {
        this.log = log;
        this.journal = journal;
        this.reader = reader;
        this.executors = executors;
    }

    /**
     * Looks for a command among the events of its stream.
     *
     * @param isSame tells whether a command on record is the one that is sent now
     * @param cause the event that led to the command, or to the timer that did; what the command led to stands behind
     *     it, if it is in the same journal; if not, its stream is looked through from the beginning, or from where its
     *     events were deleted that are older than the cause
     */
    CompletionStage<Optional<CommandAnswer>> find(
            SentCommands.Place place, String commandId, Predicate<Detail> isSame, Work cause) {
        return CompletableFuture.supplyAsync(
                () -> find(
                        place,
                        Math.max(log.versionAt(place.stream(), cause.position()), deletedBefore(cause, place.stream())),
                        new CommandRecord(commandId, Optional.empty()),
                        isSame),
                executors.of(place.stream()));
    }

    /** Returns the version up to which events of a stream were deleted, if all of them are older than a cause. */
    private long deletedBefore(Work cause, StreamId stream) {
        long deleted = log.deletedTo(stream);
        if (deleted == 0) {
            return 0;
        }
        Optional<Instant> caused = log.recordedAt(cause.stream(), cause.version());
        return log.recordedAt(stream, deleted)
                        .filter(newest ->
                                caused.filter(newest.plus(CLOCKS)::isBefore).isPresent())
                        .isPresent()
                ? deleted
                : 0;
    }

    private Optional<CommandAnswer> find(
            SentCommands.Place place, long afterVersion, CommandRecord command, Predicate<Detail> isSame) {
        long last = 0;
        long from = afterVersion + 1;
        JournalPage page;
        do {
            page = journal.events(place.stream(), from, PAGE);
            for (JournalEntry entry : page.entries()) {
                CommandRecord cause = reader.open(entry).header().command();
                if (cause.id().equals(command.id())) {
                    cause.detail().ifPresent(asked -> SentCommands.requireSame(place, asked, isSame));
                    last = entry.version();
                } else if (last > 0) {
                    return Optional.of(new CommandAnswer.Accepted(last));
                }
                from = entry.version() + 1;
            }
        } while (!page.atEnd());
        return last > 0 ? Optional.of(new CommandAnswer.Accepted(last)) : Optional.empty();
    }
}
