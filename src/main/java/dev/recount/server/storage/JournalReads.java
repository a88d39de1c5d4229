package dev.recount.server.storage;

import dev.recount.database.Database;
import dev.recount.journal.spread.PerJournal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * The threads that ask the databases, which block; each journal has its own, so that one that hangs holds up no other.
 */
public final class JournalReads implements AutoCloseable {

    private final Map<String, ThreadPoolExecutor> byName = new LinkedHashMap<>();
    private final PerJournal<ThreadPoolExecutor> executors;

    /**
     * Starts them.
     *
     * @param threads for each journal
     */
    JournalReads(PerJournal<Database> journals, int threads) {
        journals.all()
                .forEach(journal -> byName.put(
                        journal.ofThis("journal-reads"), executor(journal.ofThis("journal-reads"), threads)));
        this.executors = new PerJournal<>(byName.values().stream().toList());
    }

    private static ThreadPoolExecutor executor(String name, int threads) {
        return new ThreadPoolExecutor(
                threads,
                threads,
                0,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                Thread.ofPlatform().name(name + "-", 0).factory());
    }

    public PerJournal<ThreadPoolExecutor> executors() {
        return executors;
    }

    /** Returns how much waits for a thread, by the name of the threads. */
    public Map<String, Supplier<Number>> waiting() {
        var waiting = new LinkedHashMap<String, Supplier<Number>>();
        byName.forEach(
                (name, executor) -> waiting.put(name, () -> executor.getQueue().size()));
        return waiting;
    }

    @Override
    public void close() {
        byName.values().forEach(ThreadPoolExecutor::close);
    }
}
