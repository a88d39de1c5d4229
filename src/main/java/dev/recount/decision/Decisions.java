package dev.recount.decision;

import dev.recount.decision.RecordedDecision.Accepted;
import dev.recount.journal.codec.Codecs;
import dev.recount.journal.spread.PerJournal;
import dev.recount.journal.stored.JournalReader;
import dev.recount.model.StreamId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/**
 * Reads the decisions of a stream in one order: accepted commands by their versions, and each rejection before the
 * command that took the stream past the version that the rejection was decided at.
 */
public final class Decisions {

    private static final long MOST_CHARACTERS = 8 << 20;

    private final JournalReader journal;
    private final Codecs codecs;
    private final PerJournal<RejectionLog> rejections;
    private final Executor executor;

    /**
     * Makes a reader.
     *
     * @param executor runs the reads, which block; what it throws when it takes no more, {@link #read} throws
     */
    public Decisions(JournalReader journal, Codecs codecs, PerJournal<RejectionLog> rejections, Executor executor) {
        this.journal = journal;
        this.codecs = codecs;
        this.rejections = rejections;
        this.executor = executor;
    }

    /**
     * A page.
     *
     * @param rejections the numbers of the rejections among them, in their order
     * @param reached where to go on
     * @param isHead whether there was nothing after it when it was read
     * @param isBeyond whether the cursor names an event that the stream has not come to, as after an older copy of the
     *     data was put back: a reader that goes on from there would miss decisions
     */
    public record Page(
            List<RecordedDecision> decisions,
            List<Long> rejections,
            DecisionCursor reached,
            boolean isHead,
            boolean isBeyond) {}

    /**
     * Returns the decisions after a cursor, at most so many, and fewer where they are large. Fails with
     * {@link dev.recount.database.sql.DatabaseException} if they cannot be read, and with
     * {@link dev.recount.json.MalformedException} if an event is damaged.
     */
    public CompletionStage<Page> read(StreamId stream, DecisionCursor after, int limit) {
        return CompletableFuture.supplyAsync(() -> page(stream, after, limit), executor);
    }

    private Page page(StreamId stream, DecisionCursor after, int limit) {
        var accepted = new AcceptedCommands(journal, codecs.reader(), stream, after.version());
        var rejected = new Rejections(rejections.of(stream), stream, after.rejection());
        // Accepted commands first: a rejection that was recorded before the last of them is then among those found.
        Optional<Accepted> nextAccepted = accepted.next();
        Optional<RecordedRejection> nextRejected = rejected.next();
        boolean isBeyond = nextAccepted.isEmpty() && after.version() > journal.lastVersion(stream);
        var decisions = new ArrayList<RecordedDecision>();
        var numbers = new ArrayList<Long>();
        DecisionCursor reached = after;
        long characters = 0;
        while (decisions.size() < limit
                && characters < MOST_CHARACTERS
                && (nextAccepted.isPresent() || nextRejected.isPresent())) {
            if (nextRejected.isPresent() && isFirst(nextRejected.get().decision(), nextAccepted)) {
                decisions.add(nextRejected.get().decision());
                numbers.add(nextRejected.get().number());
                reached =
                        new DecisionCursor(reached.version(), nextRejected.get().number());
                nextRejected = rejected.next();
            } else {
                Accepted command = nextAccepted.orElseThrow();
                decisions.add(command);
                reached = new DecisionCursor(command.lastVersion(), reached.rejection());
                nextAccepted = accepted.next();
            }
            characters += size(decisions.getLast());
        }
        return new Page(
                List.copyOf(decisions),
                List.copyOf(numbers),
                reached,
                nextAccepted.isEmpty() && nextRejected.isEmpty(),
                isBeyond);
    }

    private static Instant recorded(RecordedDecision decision) {
        return decision.command().metadata().recorded();
    }

    private static boolean isFirst(RecordedDecision.Rejected rejected, Optional<Accepted> accepted) {
        if (accepted.isEmpty()) {
            return true;
        }
        return rejected.version().isPresent()
                ? rejected.version().getAsLong() < accepted.get().firstVersion()
                : !recorded(rejected).isAfter(recorded(accepted.get()));
    }

    private static long size(RecordedDecision decision) {
        long data = decision.command().data().map(String::length).orElse(0);
        return switch (decision) {
            case Accepted accepted -> data + 64L * accepted.events().size();
            case RecordedDecision.Rejected rejected -> data + rejected.message().length();
        };
    }

    /** A stream's rejections, one after another. */
    private static final class Rejections {

        private static final int CHUNK = 100;

        private final RejectionLog log;
        private final StreamId stream;
        private final List<RecordedRejection> chunk = new ArrayList<>();
        private int next;
        private long read;
        private boolean ended;

        Rejections(RejectionLog log, StreamId stream, long after) {
            this.log = log;
            this.stream = stream;
            this.read = after;
        }

        Optional<RecordedRejection> next() {
            if (next == chunk.size() && !ended) {
                chunk.clear();
                chunk.addAll(log.after(stream, read, CHUNK));
                next = 0;
                ended = chunk.size() < CHUNK;
                read = chunk.isEmpty() ? read : chunk.getLast().number();
            }
            return next < chunk.size() ? Optional.of(chunk.get(next++)) : Optional.empty();
        }
    }
}
