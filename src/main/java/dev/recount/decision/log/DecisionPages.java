package dev.recount.decision.log;

import dev.recount.decision.log.LoggedDecision.Accepted;
import dev.recount.decision.log.LoggedDecision.Rejected;
import dev.recount.decision.log.LoggedDecision.Unattributed;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/**
 * Reads pages of the decisions of all streams; a page passes over no more events and rejections than it can in a
 * moment.
 */
public final class DecisionPages {

    private static final int MOST_SEEN = 10_000;
    private static final long MOST_CHARACTERS = 8 << 20;

    private final DecisionLog log;
    private final Executor executor;

    /**
     * Makes a reader.
     *
     * @param executor runs the reads, which block; what it throws when it takes no more, the methods throw
     */
    public DecisionPages(DecisionLog log, Executor executor) {
        this.log = log;
        this.executor = executor;
    }

    /**
     * A page.
     *
     * @param reached where to go on
     * @param isHead whether there was nothing after it when it was read
     */
    public record Page(List<LoggedDecision> decisions, DecisionPosition reached, boolean isHead) {}

    /**
     * Returns the wanted decisions after a position, at most so many, and fewer where they are large or rare. Fails
     * with {@link dev.recount.database.sql.DatabaseException} if they cannot be read.
     */
    public CompletionStage<Page> read(DecisionPosition after, DecisionFilter filter, int limit) {
        return CompletableFuture.supplyAsync(() -> page(log.after(after), filter, limit), executor);
    }

    /** Returns the position after all that has been decided. */
    public CompletionStage<DecisionPosition> head() {
        return CompletableFuture.supplyAsync(log::head, executor);
    }

    private static Page page(DecisionReader reader, DecisionFilter filter, int limit) {
        var wanted = new ArrayList<LoggedDecision>();
        long seen = 0;
        long characters = 0;
        while (wanted.size() < limit && seen < MOST_SEEN && characters < MOST_CHARACTERS) {
            Optional<LoggedDecision> next = reader.next();
            if (next.isEmpty()) {
                return new Page(List.copyOf(wanted), reader.reached(), true);
            }
            seen += Math.max(1, next.get().events().size());
            if (filter.wants(next.get())) {
                wanted.add(next.get());
                characters += size(next.get());
            }
        }
        return new Page(List.copyOf(wanted), reader.reached(), false);
    }

    private static long size(LoggedDecision decision) {
        return switch (decision) {
            case Accepted accepted ->
                64L * accepted.events().size()
                        + accepted.detail().data().map(String::length).orElse(0);
            case Rejected rejected ->
                rejected.decision().message().length()
                        + rejected.decision()
                                .command()
                                .data()
                                .map(String::length)
                                .orElse(0);
            case Unattributed _ -> 64;
        };
    }
}
