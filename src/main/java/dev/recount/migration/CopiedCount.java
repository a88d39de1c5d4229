package dev.recount.migration;

import dev.recount.migration.store.MigrationTable;
import java.util.concurrent.atomic.AtomicLong;

/** The number of events that one share of a migration has copied, noted now and then. */
final class CopiedCount {

    private final AtomicLong copied = new AtomicLong();
    private final MigrationTable table;
    private final String migration;
    private final int journal;

    CopiedCount(MigrationTable table, String migration, int journal) {
        this.table = table;
        this.migration = migration;
        this.journal = journal;
    }

    void add(int more) {
        copied.addAndGet(more);
    }

    /** Notes what was copied since the last time; blocks. */
    void note() {
        long more = copied.get();
        if (more > 0) {
            table.addCopied(migration, journal, more);
            copied.addAndGet(-more);
        }
    }
}
