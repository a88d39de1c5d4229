package dev.recount.audit;

import dev.recount.administration.AdministrationCommand.NotePersonalRead;
import dev.recount.model.Principal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;

/**
 * The reading of personal data, as it comes on record: the first of a caller's requests for something, and then one a
 * minute. What is remembered is bounded: what has to make way is recorded once more when it is read again.
 */
public final class PersonalReads {

    private static final Duration GATHERED = Duration.ofMinutes(1);
    static final int MOST = 10_000;

    private final BiFunction<Sender, NotePersonalRead, CompletionStage<Void>> log;
    private final Clock clock;

    /** In the order in which they were recorded, so that the oldest make way. */
    private final Map<Key, Noted> noted = new LinkedHashMap<>();

    private record Key(Principal principal, NotePersonalRead read) {}

    private record Noted(Instant since, CompletableFuture<Void> recorded) {

        boolean hasFailed() {
            return recorded.isCompletedExceptionally();
        }
    }

    /**
     * Remembers nothing yet.
     *
     * @param log records reading, see {@link AdministrationLog#read}
     */
    public PersonalReads(BiFunction<Sender, NotePersonalRead, CompletionStage<Void>> log, Clock clock) {
        this.log = log;
        this.clock = clock;
    }

    /**
     * Sees to it that a caller's reading is on record, and completes once it is. Fails with {@link UnrecordedException}
     * if that cannot be: then nothing must be told.
     */
    public CompletionStage<Void> note(Sender sender, NotePersonalRead read) {
        var key = new Key(sender.principal(), read);
        var recorded = new CompletableFuture<Void>();
        synchronized (noted) {
            Noted before = noted.get(key);
            if (before != null && isFresh(before) && !before.hasFailed()) {
                return before.recorded;
            }
            noted.remove(key);
            noted.put(key, new Noted(clock.instant(), recorded));
            makeRoom();
        }
        // Whoever comes next waits for this one, so it ends also where nothing is even begun.
        CompletionStage<Void> begun =
                CompletableFuture.<Void>completedStage(null).thenCompose(_ -> log.apply(sender, read));
        var _ = begun.whenComplete((_, failure) -> {
            if (failure == null) {
                recorded.complete(null);
            } else {
                recorded.completeExceptionally(failure);
                forget(key);
            }
        });
        return recorded;
    }

    private boolean isFresh(Noted before) {
        return clock.instant().isBefore(before.since.plus(GATHERED));
    }

    private void makeRoom() {
        var oldest = noted.entrySet().iterator();
        while (oldest.hasNext()) {
            Noted next = oldest.next().getValue();
            if (noted.size() <= MOST && isFresh(next)) {
                return;
            }
            oldest.remove();
        }
    }

    private void forget(Key key) {
        synchronized (noted) {
            noted.computeIfPresent(key, (_, last) -> last.hasFailed() ? null : last);
        }
    }
}
