package dev.recount.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.recount.database.Database;
import dev.recount.database.DatabaseKind;
import dev.recount.database.TestDatabases;
import dev.recount.database.place.DatabasePlace;
import dev.recount.database.sql.DatabaseException;
import dev.recount.handler.ManualClock;
import dev.recount.model.personal.Subject;
import dev.recount.privacy.settings.KeyMemory;
import dev.recount.privacy.settings.KeyPlaces;
import dev.recount.privacy.settings.MasterKeyPlace;
import dev.recount.privacy.settings.PrivacySettings;
import dev.recount.privacy.store.KeyDatabase;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The promises of the keys of subjects, on every database. */
abstract class SubjectKeysContract {

    private static final Duration AGE = Duration.ofSeconds(10);
    private static final KeyMemory MEMORY = new KeyMemory(1_000, AGE);
    private static final long PATIENCE_S = 30;
    private static final Subject ADA = new Subject("customer", "17");
    private static final Subject BEN = new Subject("person", "b-4711");

    @TempDir
    Path folder;

    private final ManualClock clock = new ManualClock();
    private final List<AutoCloseable> opened = new ArrayList<>();
    private Path masterFile;
    private Database database;
    private SubjectKeys keys;

    abstract DatabaseKind kind();

    @BeforeEach
    void open() {
        DatabasePlace place =
                TestDatabases.settings(kind(), folder.resolve("keys")).place();
        masterFile = folder.resolve("master.json");
        database = closed(KeyDatabase.open(place, "recount.privacy.database"));
        keys = node();
    }

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable each : opened.reversed()) {
            each.close();
        }
    }

    private <T extends AutoCloseable> T closed(T each) {
        opened.add(each);
        return each;
    }

    private SubjectKeys node() {
        return closed(new SubjectKeys(database, MasterKey.file(masterFile, true), MEMORY, clock));
    }

    private static void prepare(Keys keys, Subject... subjects) {
        keys.prepare(Set.of(subjects))
                .toCompletableFuture()
                .orTimeout(PATIENCE_S, TimeUnit.SECONDS)
                .join();
    }

    private static SubjectKey key(KeyState state) {
        assertThat(state).isInstanceOf(KeyState.Present.class);
        return ((KeyState.Present) state).key();
    }

    private static SubjectKey key(Keys keys, Subject subject) {
        prepare(keys, subject);
        return key(keys.known(subject).orElseThrow());
    }

    /** Tells keys apart, which say nothing of themselves. */
    private static String print(SubjectKey key) {
        return new String(key.mac(new byte[] {1}), StandardCharsets.ISO_8859_1);
    }

    private static Erasure erasure(Subject subject, Instant at) {
        return new Erasure(subject, at, "eve", "art. 17", Optional.of("request 4"));
    }

    private int rows(Subject subject) throws SQLException {
        try (Connection connection = database.pool().getConnection();
                PreparedStatement count = connection.prepareStatement(
                        "SELECT COUNT(*) FROM recount_keys.subject_key WHERE subject = ?")) {
            count.setString(1, subject.toString());
            try (ResultSet row = count.executeQuery()) {
                row.next();
                return row.getInt(1);
            }
        }
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = database.pool().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Nested
    class Giving {

        @Test
        void makesTheKeysOfThoseWhoHaveNone() {
            assertThat(keys.known(ADA)).isEmpty();
            assertThat(keys.of(ADA)).isEqualTo(new KeyState.Missing());
            assertThat(keys.known(ADA)).isEmpty();

            prepare(keys, ADA, BEN);

            assertThat(print(key(keys.known(ADA).orElseThrow())))
                    .isEqualTo(print(key(keys.of(ADA))))
                    .isNotEqualTo(print(key(keys.known(BEN).orElseThrow())));
        }

        @Test
        void givesTheSameKeyToEveryNode() {
            String made = print(key(keys, ADA));
            SubjectKeys other = node();

            assertThat(other.known(ADA)).isEmpty();
            assertThat(print(key(other.of(ADA)))).isEqualTo(made);
            assertThat(other.known(ADA)).isPresent();
        }

        @Test
        void endsWithOneKeyWhereTwoNodesMakeItAtOnce() {
            SubjectKeys other = node();
            Set<Subject> many = IntStream.range(0, 300)
                    .mapToObj(i -> new Subject("customer", "c" + i))
                    .collect(Collectors.toSet());

            CompletableFuture.allOf(
                            keys.prepare(many).toCompletableFuture(),
                            other.prepare(many).toCompletableFuture())
                    .orTimeout(PATIENCE_S, TimeUnit.SECONDS)
                    .join();

            assertThat(many)
                    .allSatisfy(subject -> assertThat(print(key(keys, subject))).isEqualTo(print(key(other, subject))));
        }

        @Test
        void neverGivesAKeyBeforeItsRowIsCommitted() throws SQLException {
            try (Connection connection = database.pool().getConnection();
                    PreparedStatement insert = connection.prepareStatement(
                            "INSERT INTO recount_keys.subject_key VALUES (?, 'file:0', ?, 0)")) {
                connection.setAutoCommit(false);
                insert.setString(1, ADA.toString());
                insert.setBytes(2, new byte[32]);
                insert.execute();
                CompletableFuture<Void> prepared = keys.prepare(Set.of(ADA)).toCompletableFuture();

                assertThatThrownBy(() -> prepared.get(500, TimeUnit.MILLISECONDS))
                        .isInstanceOf(TimeoutException.class);
                assertThat(keys.known(ADA)).isEmpty();
                connection.rollback();
                prepared.orTimeout(PATIENCE_S, TimeUnit.SECONDS).join();
            }
            assertThat(keys.known(ADA)).isPresent();
            assertThat(rows(ADA)).isOne();
        }

        @Test
        void looksAgainAfterAWhile() {
            String made = print(key(keys, ADA));

            clock.advance(AGE);

            assertThat(keys.known(ADA)).isEmpty();
            assertThat(print(key(keys, ADA))).isEqualTo(made);
        }

        @Test
        void looksAgainWhereItIsToldTo() {
            prepare(keys, ADA);

            keys.forgetCached(ADA);

            assertThat(keys.known(ADA)).isEmpty();
        }

        @Test
        void isPreparedForNobodyAtOnce() {
            assertThat(keys.prepare(Set.of()).toCompletableFuture()).isCompleted();
        }

        @Test
        void failsWhereTheDatabaseDoesNotAnswer() throws SQLException {
            execute("ALTER TABLE recount_keys.erasure RENAME TO away");

            assertThatThrownBy(() -> prepare(keys, ADA)).hasCauseInstanceOf(DatabaseException.class);
            assertThatThrownBy(() -> keys.of(ADA)).isInstanceOf(DatabaseException.class);
            assertThat(keys.known(ADA)).isEmpty();
        }

        @Test
        void failsForThoseAloneWhoseKeyWasChanged() throws SQLException {
            prepare(keys, ADA, BEN);
            SubjectKeys other = node();
            execute("UPDATE recount_keys.subject_key SET wrapped = (SELECT wrapped FROM recount_keys.subject_key"
                    + " WHERE subject = '" + BEN + "') WHERE subject = '" + ADA + "'");

            CompletableFuture<Void> both = other.prepare(Set.of(ADA, BEN)).toCompletableFuture();

            assertThatThrownBy(
                            () -> both.orTimeout(PATIENCE_S, TimeUnit.SECONDS).join())
                    .hasCauseInstanceOf(DatabaseException.class)
                    .hasMessageContaining("the stored key of customer/17 has been changed");
            assertThat(other.known(ADA)).isEmpty();
            assertThat(other.known(BEN)).isPresent();
        }
    }

    @Nested
    class Erasing {

        private final Instant first = Instant.parse("2026-05-01T00:00:00Z");

        @Test
        void destroysTheKey() throws SQLException {
            prepare(keys, ADA, BEN);

            assertThat(keys.erase(ADA, erasure(ADA, first))).isEmpty();

            assertThat(rows(ADA)).isZero();
            assertThat(keys.known(ADA)).contains(new KeyState.Erased(first));
            assertThat(keys.of(ADA)).isEqualTo(new KeyState.Erased(first));
            assertThat(keys.ledger().of(ADA)).contains(erasure(ADA, first));
            assertThat(keys.of(BEN)).isInstanceOf(KeyState.Present.class);
        }

        @Test
        void countsFromTheFirstTime() {
            keys.erase(ADA, erasure(ADA, first));
            Erasure again = new Erasure(ADA, first.plusSeconds(60), "mallory", "again", Optional.empty());

            assertThat(keys.erase(ADA, again)).contains(first);

            assertThat(keys.of(ADA)).isEqualTo(new KeyState.Erased(first));
            assertThat(keys.ledger().of(ADA)).contains(erasure(ADA, first));
        }

        @Test
        void givesTheErasedNoKeyAgain() throws SQLException {
            keys.erase(ADA, erasure(ADA, first));
            SubjectKeys other = node();

            prepare(keys, ADA);
            prepare(other, ADA);

            assertThat(keys.known(ADA)).contains(new KeyState.Erased(first));
            assertThat(other.known(ADA)).contains(new KeyState.Erased(first));
            assertThat(rows(ADA)).isZero();
        }

        @Test
        void isKnownToOtherNodesAtTheLatestWhenTheyLookAgain() {
            SubjectKeys other = node();
            prepare(other, ADA);

            keys.erase(ADA, erasure(ADA, first));
            clock.advance(AGE);

            assertThat(other.known(ADA)).isEmpty();
            assertThat(other.of(ADA)).isEqualTo(new KeyState.Erased(first));
        }

        @Test
        void holdsFromTheEntryInTheLedgerOn() throws SQLException {
            prepare(keys, ADA);
            SubjectKeys other = node();

            new ErasureLedger(database).enter(erasure(ADA, first));

            assertThat(rows(ADA)).isOne();
            assertThat(other.of(ADA)).isEqualTo(new KeyState.Erased(first));
            assertThat(keys.eraseAgain()).isOne();
            assertThat(rows(ADA)).isZero();
            assertThat(keys.of(ADA)).isEqualTo(new KeyState.Erased(first));
            assertThat(keys.eraseAgain()).isZero();
        }

        @Test
        void destroysAKeyThatIsPutBack() throws SQLException {
            prepare(keys, ADA, BEN);
            execute("CREATE TABLE recount_keys.backup AS SELECT * FROM recount_keys.subject_key");
            keys.erase(ADA, erasure(ADA, first));

            execute("INSERT INTO recount_keys.subject_key SELECT * FROM recount_keys.backup WHERE subject = '" + ADA
                    + "'");

            clock.advance(AGE);
            assertThat(keys.of(ADA)).isEqualTo(new KeyState.Erased(first));
            assertThat(key(node(), BEN)).isNotNull();
            assertThat(keys.eraseAgain()).isOne();
            assertThat(rows(ADA)).isZero();
            assertThat(rows(BEN)).isOne();
        }

        @Test
        void destroysAKeyThatIsMadeInTheSameMoment() throws SQLException {
            new ErasureLedger(database).enter(erasure(ADA, first));

            StoredKeys.Rows made =
                    new StoredKeys(database, MasterKey.file(masterFile, false)).make(Set.of(ADA), clock.instant());

            assertThat(made.erased()).containsEntry(ADA, first);
            assertThat(rows(ADA)).isZero();
        }

        @Test
        void takesTheEntryOfTheSubjectAlone() {
            assertThatThrownBy(() -> keys.erase(ADA, erasure(BEN, first))).isInstanceOf(IllegalArgumentException.class);
        }

        @Test
        void isReadPageByPage() {
            List<Erasure> all = IntStream.range(0, 7)
                    .mapToObj(i -> erasure(new Subject("customer", "c" + i), first.plusSeconds(60 - i)))
                    .toList();
            all.forEach(each -> keys.erase(each.subject(), each));

            List<Erasure> page = keys.ledger().page(Optional.empty(), 5);
            List<Erasure> next = keys.ledger().page(Optional.of(page.getLast().subject()), 5);

            assertThat(page).isEqualTo(all.subList(0, 5));
            assertThat(next).isEqualTo(all.subList(5, 7));
        }
    }

    @Nested
    class Wrapping {

        @Test
        void refusesAnotherMasterKey() {
            MasterKey other = MasterKey.file(folder.resolve("other.json"), true);

            assertThatThrownBy(() -> new SubjectKeys(database, other, MEMORY, clock))
                    .isInstanceOf(DatabaseException.class)
                    .hasMessageContaining("recount.privacy.master-key.file: " + folder.resolve("other.json"));
        }

        @Test
        void wrapsAnewWhatAnOlderMasterKeyHasWrapped() throws SQLException {
            Set<Subject> many = IntStream.range(0, 450)
                    .mapToObj(i -> new Subject("customer", "c" + i))
                    .collect(Collectors.toSet());
            keys.prepare(many).toCompletableFuture().join();
            String made = print(key(keys, new Subject("customer", "c7")));
            SubjectKeys rotated = closed(new SubjectKeys(database, MasterKey.rotate(masterFile), MEMORY, clock));

            assertThat(print(key(rotated, new Subject("customer", "c7")))).isEqualTo(made);
            prepare(rotated, ADA);
            assertThat(rotated.rewrap()).isEqualTo(450);
            assertThat(rotated.rewrap()).isZero();

            assertThat(print(key(node(), new Subject("customer", "c7")))).isEqualTo(made);
            // a node that started before reads the file anew
            assertThat(key(keys, ADA)).isNotNull();
            assertThat(masterKeys()).isEqualTo(2); // of the keys and the proof: one, twice
        }

        private int masterKeys() throws SQLException {
            try (Connection connection = database.pool().getConnection();
                    Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery("SELECT COUNT(*) FROM ("
                            + "SELECT DISTINCT master_key FROM recount_keys.subject_key UNION ALL"
                            + " SELECT DISTINCT master_key FROM recount_keys.master_key_proof) both_tables")) {
                row.next();
                return row.getInt(1);
            }
        }
    }

    @Nested
    class Opening {

        private PrivacySettings settings(DatabasePlace home, Path master) {
            return new PrivacySettings(
                    new KeyPlaces(
                            home,
                            folder.resolve("data"),
                            Optional.empty(),
                            Optional.empty(),
                            new MasterKeyPlace(Optional.of(master), Optional.empty())),
                    MEMORY);
        }

        @Test
        void makesWhatIsNotThereAndFindsItAgain() {
            DatabasePlace home =
                    TestDatabases.settings(kind(), folder.resolve("data")).place();
            Path master = folder.resolve("new").resolve("master.json");
            String made;
            try (SubjectKeys fresh = SubjectKeys.open(settings(home, master), clock)) {
                made = print(key(fresh, ADA));
                prepare(fresh, BEN);
                fresh.erase(BEN, erasure(BEN, clock.instant()));
            }
            try (SubjectKeys again = SubjectKeys.open(settings(home, master), clock)) {
                assertThat(print(key(again, ADA))).isEqualTo(made);
                assertThat(again.of(BEN)).isInstanceOf(KeyState.Erased.class);
            }
            assertThat(master).exists();
            Path lost = folder.resolve("lost.json");
            assertThatThrownBy(() -> SubjectKeys.open(settings(home, lost), clock))
                    .isInstanceOf(DatabaseException.class)
                    .hasMessageContaining("recount.privacy.master-key.file: there is no " + lost);
            assertThat(lost).doesNotExist();
        }
    }
}
