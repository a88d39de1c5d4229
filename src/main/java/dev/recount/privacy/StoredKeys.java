package dev.recount.privacy;

import dev.recount.database.Database;
import dev.recount.database.DatabaseKind;
import dev.recount.database.sql.Transactions;
import dev.recount.model.personal.Subject;
import dev.recount.privacy.master.WrappedKey;
import dev.recount.privacy.store.KeyDatabase;
import dev.recount.privacy.store.KeyTable;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;

/** The keys as the database has them. */
final class StoredKeys {

    private final DatabaseKind kind;
    private final MasterKey master;
    private final KeyTable table;
    private final ErasureLedger ledger;
    private final Transactions transactions;

    /**
     * H2 shows a row a moment before it is in its file, from where a killed process would take it: so none are read
     * while some are committed.
     */
    private final ReadWriteLock commits = new ReentrantReadWriteLock();

    StoredKeys(Database database, MasterKey master) {
        this.kind = database.kind();
        this.master = master;
        this.table = new KeyTable(database);
        this.ledger = new ErasureLedger(database);
        this.transactions = KeyDatabase.transactions(database);
    }

    /** The rows of some subjects: their keys, and when they were erased. */
    record Rows(Map<Subject, WrappedKey> keys, Map<Subject, Instant> erased) {

        boolean tell(Subject subject) {
            return keys.containsKey(subject) || erased.containsKey(subject);
        }
    }

    /** Reads the rows of subjects. The ledger comes last: who is not in it yet was not erased when the key was read. */
    Rows read(Collection<Subject> subjects) {
        return alone(
                commits.readLock(),
                () -> transactions.run(
                        statements -> new Rows(table.read(statements, subjects), ledger.times(statements, subjects))));
    }

    /**
     * Makes keys for subjects, and reads their rows: the keys of those who had none, or got one from another node in
     * the same moment; and the times of those who were erased meanwhile, whose keys are destroyed.
     */
    Rows make(Collection<Subject> subjects, Instant now) {
        var drawn = new TreeMap<Subject, WrappedKey>();
        subjects.forEach(subject -> drawn.put(subject, master.wrap(SubjectKey.draw(), subject.toString())));
        alone(commits.writeLock(), () -> {
            table.insertAbsent(drawn, now);
            return true;
        });
        Rows stored = read(subjects);
        if (!stored.erased.isEmpty()) {
            table.deleteErased(stored.erased.keySet());
        }
        return stored;
    }

    private <T> T alone(Lock lock, Supplier<T> step) {
        if (kind == DatabaseKind.POSTGRESQL) {
            return step.get();
        }
        lock.lock();
        try {
            return step.get();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Returns the state of a subject by its rows.
     *
     * @param last the state as it was fetched before, whose key is not unwrapped again if it is still the same
     * @throws dev.recount.database.sql.DatabaseException if the master key does not unwrap the key
     */
    StoredState state(Subject subject, Rows rows, Optional<StoredState> last) {
        Instant erased = rows.erased.get(subject);
        if (erased != null) {
            return new StoredState(new KeyState.Erased(erased));
        }
        WrappedKey wrapped = rows.keys.get(subject);
        if (wrapped == null) {
            return new StoredState(new KeyState.Missing());
        }
        return last.filter(before -> before.wrapped().equals(Optional.of(wrapped)))
                .orElseGet(() -> unwrapped(subject, wrapped));
    }

    private StoredState unwrapped(Subject subject, WrappedKey wrapped) {
        var key = SubjectKey.of(master.unwrap(wrapped, subject.toString()));
        return new StoredState(new KeyState.Present(key), Optional.of(wrapped));
    }
}
