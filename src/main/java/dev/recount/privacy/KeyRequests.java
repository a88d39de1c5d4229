package dev.recount.privacy;

import dev.recount.database.sql.DatabaseException;
import dev.recount.model.personal.Subject;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * The subjects whose keys wait to be fetched, all that wait together: the more there are, the more of them share a
 * transaction.
 */
final class KeyRequests implements AutoCloseable {

    private static final int THREADS = 2;
    private static final int BATCH = 500;
    private static final int MOST_WAITING = 1_000_000;
    private static final String CLOSED = "the keystore is closed";

    private final Fetching fetching;
    private final Map<Subject, CompletableFuture<Subject>> waiting = new LinkedHashMap<>();
    private final ExecutorService threads = Executors.newFixedThreadPool(
            THREADS, Thread.ofPlatform().daemon().name("keys-", 0).factory());
    private boolean closed;

    KeyRequests(Fetching fetching) {
        this.fetching = fetching;
    }

    /** The fetching of the keys of subjects. */
    @FunctionalInterface
    interface Fetching {

        /** Fetches keys, and returns of which subjects it could not. */
        Map<Subject, RuntimeException> fetch(Set<Subject> subjects);
    }

    /** Has the keys of subjects fetched, of which there may be none. */
    CompletableFuture<Void> add(Collection<Subject> subjects) {
        return CompletableFuture.allOf(enqueue(subjects));
    }

    private synchronized CompletableFuture<?>[] enqueue(Collection<Subject> subjects) {
        if (closed || waiting.size() + subjects.size() > MOST_WAITING) {
            String problem = closed ? CLOSED : MOST_WAITING + " keys wait to be fetched already";
            return new CompletableFuture<?>[] {CompletableFuture.failedFuture(new DatabaseException(problem))};
        }
        int before = waiting.size();
        CompletableFuture<?>[] all = subjects.stream()
                .map(subject -> waiting.computeIfAbsent(subject, _ -> new CompletableFuture<>()))
                .toArray(CompletableFuture<?>[]::new);
        if (waiting.size() > before) {
            threads.execute(this::serve);
        }
        return all;
    }

    private void serve() {
        Map<Subject, CompletableFuture<Subject>> batch = next();
        if (!batch.isEmpty()) {
            try {
                Map<Subject, RuntimeException> failures = fetching.fetch(batch.keySet());
                batch.forEach((subject, fetched) -> end(subject, fetched, failures.get(subject)));
            } catch (RuntimeException | Error failure) {
                batch.forEach((subject, fetched) -> end(subject, fetched, failure));
            }
        }
    }

    private static void end(Subject subject, CompletableFuture<Subject> fetched, @Nullable Throwable failure) {
        if (failure == null) {
            fetched.complete(subject);
        } else {
            fetched.completeExceptionally(failure);
        }
    }

    /** Takes some that wait; where some are left, another turn takes them. */
    private synchronized Map<Subject, CompletableFuture<Subject>> next() {
        var batch = new HashMap<Subject, CompletableFuture<Subject>>();
        Iterator<Map.Entry<Subject, CompletableFuture<Subject>>> first =
                waiting.entrySet().iterator();
        while (first.hasNext() && batch.size() < BATCH) {
            Map.Entry<Subject, CompletableFuture<Subject>> each = first.next();
            batch.put(each.getKey(), each.getValue());
            first.remove();
        }
        if (!waiting.isEmpty() && !closed) {
            threads.execute(this::serve);
        }
        return batch;
    }

    /** Fetches those that wait no more; never by an interrupt, at which H2 would close its file. */
    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            waiting.values().forEach(each -> each.completeExceptionally(new DatabaseException(CLOSED)));
            waiting.clear();
        }
        threads.close();
    }
}
