package dev.recount.privacy;

import dev.recount.database.Database;
import dev.recount.database.DatabaseKind;
import dev.recount.database.sql.DatabaseException;
import dev.recount.model.personal.Subject;
import dev.recount.privacy.settings.KeyMemory;
import dev.recount.privacy.settings.PrivacySettings;
import dev.recount.privacy.store.KeyDatabase;
import dev.recount.privacy.store.KeyTable;
import dev.recount.privacy.store.ProofTable;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The keys of subjects in a database, shared by all nodes that use it. Two that make the same subject's key at once end
 * with one. What one node erases, another gives the key of for at most the age of what it keeps in memory.
 *
 * <p>A destroyed key is in no row any more. Its wrapped bytes are still in the free space of the database's file for a
 * while: an H2 file loses them when it is closed, for it is made smaller then, or when the space is used again, which a
 * file that is hardly written to may put off until then; a PostgreSQL loses them by {@code VACUUM} and by the reuse of
 * the space, and keeps them in the archived part of its log. They are of use to who has the master key too.
 */
public final class SubjectKeys implements Keys, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SubjectKeys.class);

    private static final byte[] FINGERPRINT = "recount fingerprint 1".getBytes(StandardCharsets.US_ASCII);

    /** What no other use of the same key begins with. */
    private static final byte[] CODE = "recount code 1 ".getBytes(StandardCharsets.US_ASCII);

    private final Database database;
    private final Clock clock;
    private final KeyMemory memory;
    private final boolean isShared;
    private final KeyCache cache;
    private final StoredKeys stored;
    private final KeyTable table;
    private final ErasureLedger ledger;
    private final Rewrapping rewrapping;
    private final SubjectKey codes;
    private final String fingerprint;
    private final SigningKey signingKey;
    private final KeyRequests requests = new KeyRequests(this::fetch);
    private final Runnable closing;

    /**
     * Uses a database, which somebody else closes.
     *
     * @param database opened by {@link KeyDatabase}
     * @param memory how many subjects' keys are kept in memory, and for how long
     * @throws dev.recount.database.sql.DatabaseException if the keys in it were wrapped by another master key; the
     *     message names the setting
     */
    public SubjectKeys(Database database, MasterKey master, KeyMemory memory, Clock clock) {
        this(database, master, memory, clock, () -> {});
    }

    private SubjectKeys(Database database, MasterKey master, KeyMemory memory, Clock clock, Runnable closing) {
        this.database = database;
        this.clock = clock;
        this.memory = memory;
        this.isShared = database.kind() == DatabaseKind.POSTGRESQL;
        this.cache = new KeyCache(memory, clock);
        this.stored = new StoredKeys(database, master);
        this.table = new KeyTable(database);
        this.ledger = new ErasureLedger(database);
        this.rewrapping = new Rewrapping(database, master);
        this.closing = closing;
        byte[] proof = rewrapping.requireMaster();
        this.codes = SubjectKey.of(proof);
        this.fingerprint = HexFormat.of().formatHex(codes.mac(FINGERPRINT));
        this.signingKey = SigningKey.of(proof);
    }

    /**
     * Opens the database of keys and the master key where the settings say they are, makes what is not there, and
     * destroys the keys of the erased that are still there.
     *
     * @throws dev.recount.database.sql.DatabaseException if either cannot be used; the message names the setting
     */
    public static SubjectKeys open(PrivacySettings settings, Clock clock) {
        Database database =
                KeyDatabase.open(settings.places().database(), settings.places().setting());
        try {
            boolean isNew = new ProofTable(database).read().isEmpty();
            MasterKey master = MasterKey.open(settings.places(), isNew);
            if (isNew && settings.places().kms().isEmpty()) {
                LOG.warn(
                        "BACK UP {}: it is the master key of all personal data, which nobody can read without it. Keep it"
                                + " apart from the journal and from the keys that it opens",
                        settings.places().masterKeyFile());
            }
            var keys = new SubjectKeys(database, master, settings.memory(), clock, database::close);
            keys.eraseAgain();
            return keys;
        } catch (RuntimeException failure) {
            database.close();
            throw failure;
        }
    }

    @Override
    public boolean areKept() {
        return true;
    }

    @Override
    public String code(byte[] data) {
        byte[] labelled = Arrays.copyOf(CODE, CODE.length + data.length);
        System.arraycopy(data, 0, labelled, CODE.length, data.length);
        return HexFormat.of().formatHex(codes.mac(labelled));
    }

    @Override
    public Optional<KeyState> known(Subject subject) {
        return cache.fresh(subject);
    }

    @Override
    public KeyState of(Subject subject) {
        return known(subject).orElseGet(() -> {
            Instant now = clock.instant();
            return keep(subject, stored.read(Set.of(subject)), now);
        });
    }

    private KeyState keep(Subject subject, StoredKeys.Rows rows, Instant since) {
        StoredState found = stored.state(subject, rows, cache.last(subject));
        if (!(found.state() instanceof KeyState.Missing)) {
            cache.put(subject, found, since);
        }
        return found.state();
    }

    @Override
    public void read(Set<Subject> subjects) {
        Instant now = clock.instant();
        Set<Subject> unknown = unknown(subjects);
        if (unknown.isEmpty()) {
            return;
        }
        try {
            StoredKeys.Rows rows = stored.read(unknown);
            unknown.forEach(subject -> keep(subject, rows, now, new HashMap<>()));
        } catch (DatabaseException away) {
            LOG.debug("Keys are fetched one by one, as they could not be all together", away);
        }
    }

    @Override
    public CompletionStage<Void> prepare(Set<Subject> subjects) {
        return requests.add(unknown(subjects));
    }

    private Set<Subject> unknown(Set<Subject> subjects) {
        return subjects.stream().filter(subject -> known(subject).isEmpty()).collect(Collectors.toUnmodifiableSet());
    }

    private Map<Subject, RuntimeException> fetch(Set<Subject> subjects) {
        var failures = new HashMap<Subject, RuntimeException>();
        Instant now = clock.instant();
        Set<Subject> unknown = unknown(subjects);
        if (!unknown.isEmpty()) {
            StoredKeys.Rows rows = stored.read(unknown);
            Set<Subject> missing =
                    unknown.stream().filter(subject -> !rows.tell(subject)).collect(Collectors.toUnmodifiableSet());
            StoredKeys.Rows made = missing.isEmpty() ? rows : stored.make(missing, now);
            unknown.forEach(subject -> keep(subject, missing.contains(subject) ? made : rows, now, failures));
        }
        return failures;
    }

    /** Where one subject's key cannot be unwrapped, the others' still can. */
    private void keep(Subject subject, StoredKeys.Rows rows, Instant since, Map<Subject, RuntimeException> failures) {
        try {
            keep(subject, rows, since);
        } catch (RuntimeException failure) {
            failures.put(subject, failure);
        }
    }

    /**
     * Erases a subject: writes it down in the ledger, from where on there is no key of the subject's any more, and then
     * destroys the key that was. Each is committed by itself, and {@link #eraseAgain} does what is left where only the
     * first one was. Once more, it changes nothing, but for destroying a key that is still there.
     *
     * @return when the subject had been erased before, if so, which stays what counts
     * @throws IllegalArgumentException if the entry is another subject's
     * @throws dev.recount.database.sql.DatabaseException if it is not certain that the key is gone; try again then
     */
    public Optional<Instant> erase(Subject subject, Erasure erasure) {
        if (!erasure.subject().equals(subject)) {
            throw new IllegalArgumentException("the entry is of " + erasure.subject() + ", not of " + subject);
        }
        Optional<Instant> before = ledger.enter(erasure).map(Erasure::at);
        Instant since = before.orElse(erasure.at());
        noteErased(subject, since);
        table.deleteErased(Set.of(subject));
        return before;
    }

    /**
     * Destroys each key whose subject is in the ledger, as is due after a backup was restored, or after a process was
     * killed in the middle of an erasure.
     *
     * @return how many there were
     */
    public int eraseAgain() {
        int destroyed = table.deleteErased();
        cache.clear();
        return destroyed;
    }

    /** Returns why the database of the keys cannot be reached now, if that is known. */
    public Optional<String> problem() {
        return database.problem();
    }

    /** Returns why the database of the keys cannot be used any more by this process, if so. */
    public Optional<String> loss() {
        return database.loss();
    }

    /** Returns the ledger of those who were erased. */
    public ErasureLedger ledger() {
        return ledger;
    }

    /**
     * Returns how long another process may go on with a key that was destroyed: nothing where no other can have it.
     */
    public Duration outlived() {
        return isShared ? memory.age() : Duration.ZERO;
    }

    private void noteErased(Subject subject, Instant since) {
        cache.put(subject, new StoredState(new KeyState.Erased(since)), clock.instant());
    }

    /** Returns what tells these keys from those of other databases, in 64 hexadecimal digits: always the same. */
    public String fingerprint() {
        return fingerprint;
    }

    /** Returns the key that signs for this database of keys, the same as long as it lasts. */
    public SigningKey signingKey() {
        return signingKey;
    }

    /** Forgets what is kept in memory of a subject's key, as another node may have erased the subject. */
    public void forgetCached(Subject subject) {
        cache.forget(subject);
    }

    /**
     * Wraps all keys anew that were wrapped by an older master key than the current one. Servers may go on meanwhile.
     * Broken off, it goes on where it was.
     *
     * @return how many were wrapped anew
     */
    public int rewrap() {
        return rewrapping.run();
    }

    @Override
    public void close() {
        requests.close();
        closing.run();
    }
}
