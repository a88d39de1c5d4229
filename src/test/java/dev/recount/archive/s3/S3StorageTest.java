package dev.recount.archive.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.recount.archive.s3.ObjectLock.Mode;
import dev.recount.archive.s3.ObjectStore.Answer;
import dev.recount.archive.storage.Storage;
import dev.recount.archive.storage.StorageContract;
import dev.recount.archive.storage.StorageException;
import dev.recount.process.Processes;
import dev.recount.server.FreePorts;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ObjectLockRetention;

/** A bucket in which files are stored once. */
@Tag("process")
@ResourceLock(providers = Processes.class)
class S3StorageTest extends StorageContract {

    private final ObjectStore store = ObjectStore.start();
    private S3Location place = new S3Location("", "");

    @BeforeEach
    void makeBucket() {
        place = new S3Location(store.bucket(true), "some/place");
    }

    @AfterEach
    void stop() {
        store.close();
    }

    @Override
    protected Storage open() {
        return open(Optional.empty());
    }

    private S3Storage open(Optional<ObjectLock> lock) {
        return S3Storage.open(place, store.settings(lock), Clock.systemUTC());
    }

    @Test
    void namesObjectsBehindItsPrefix() {
        try (Storage storage = open();
                Storage whole = S3Storage.open(
                        new S3Location(place.bucket(), ""), store.settings(Optional.empty()), Clock.systemUTC())) {
            storage.put("x/1", ONE);
            assertThat(whole.get("some/place/x/1")).contains(ONE);
            assertThat(whole.list("some/place/x")).containsExactly("1");
        }
    }

    @ParameterizedTest
    @EnumSource
    void locksWhatItStores(Mode mode) {
        Clock clock = Clock.fixed(Instant.parse("2035-06-01T12:00:00Z"), ZoneOffset.UTC);
        S3Settings settings = store.settings(Optional.of(new ObjectLock(mode, 30)));
        try (Storage storage = S3Storage.open(place, settings, clock);
                S3Client client = store.client()) {
            storage.put("x/1", ONE);
            storage.put("x/1", ONE);
            ObjectLockRetention kept = client.getObjectRetention(
                            request -> request.bucket(place.bucket()).key(place.key("x/1")))
                    .retention();
            assertThat(kept.modeAsString()).isEqualTo(mode.name());
            assertThat(kept.retainUntilDate()).isEqualTo(clock.instant().plus(Duration.ofDays(30)));
        }
        Clock later = Clock.offset(clock, Duration.ofDays(31));
        try (Storage storage = S3Storage.open(place, settings, later)) {
            storage.put("x/1", ONE);
        }
    }

    @Test
    void saysWhatIsNotLocked() {
        var lock = Optional.of(new ObjectLock(Mode.COMPLIANCE, 1));
        try (Storage storage = open(Optional.of(new ObjectLock(Mode.GOVERNANCE, 1)))) {
            storage.put("x/1", ONE);
        }
        try (Storage storage = open(lock)) {
            assertThatExceptionOfType(StorageException.class)
                    .isThrownBy(() -> storage.put("x/1", ONE))
                    .withMessageContaining(
                            place.path("x/1") + " is stored, and not locked as recount.s3.object-lock asks");
            store.keepNoLocks();
            assertThatExceptionOfType(StorageException.class)
                    .isThrownBy(() -> storage.put("x/2", ONE))
                    .withMessageContaining(place.path("x/2") + " is stored, and not locked");
        }
        place = new S3Location(store.bucket(false), "");
        assertThatExceptionOfType(StorageException.class)
                .isThrownBy(() -> open(lock))
                .withMessageContaining("recount.s3.object-lock: the bucket " + place.bucket())
                .withMessageContaining("Bucket is missing Object Lock Configuration");
    }

    @Test
    void storesOnceThoughAnAnswerIsLost() {
        try (Storage storage = open()) {
            var puts = new AtomicInteger();
            store.troubledBy((request, go) -> {
                Answer answer = go.answer();
                return request.startsWith("PUT") && puts.getAndIncrement() == 0 ? Answer.LOST : answer;
            });
            storage.put("x/1", ONE);
            assertThat(puts).hasValueGreaterThan(1);
            assertThat(storage.get("x/1")).contains(ONE);
        }
    }

    @Test
    void leavesTheFileOfWhoCameFirst() {
        try (Storage storage = open();
                Storage other = open()) {
            var puts = new AtomicInteger();
            store.troubledBy((request, go) -> {
                if (request.startsWith("PUT") && puts.getAndIncrement() == 0) {
                    other.put("x/1", TWO);
                }
                return go.answer();
            });
            assertThatExceptionOfType(StorageException.class)
                    .isThrownBy(() -> storage.put("x/1", ONE))
                    .withMessageContaining(place.path("x/1") + " is there already, and holds something else");
            assertThat(storage.get("x/1")).contains(TWO);
        }
    }

    @Test
    void findsWhatWasChangedOnTheWay() {
        try (Storage storage = open()) {
            storage.put("x/1", ONE);
            store.troubledBy((_, go) -> {
                Answer answer = go.answer();
                answer.response().ifPresent(response -> response.body()[0] ^= 1);
                return answer;
            });
            assertThatExceptionOfType(StorageException.class)
                    .isThrownBy(() -> storage.get("x/1"))
                    .withMessageContaining(place.path("x/1") + " cannot be read")
                    .withMessageContaining("checksum");
        }
    }

    @Test
    void passesOverFoldersThatConsolesMake() {
        try (Storage storage = open();
                S3Client client = store.client()) {
            client.putObject(
                    request -> request.bucket(place.bucket()).key(place.key("x/")), RequestBody.fromBytes(new byte[0]));
            storage.put("x/1", ONE);
            assertThat(storage.list("x")).containsExactly("1");
        }
    }

    @Test
    void saysWhatCannotBe() throws IOException {
        S3Settings settings = store.settings(Optional.empty());
        try (Storage none = S3Storage.open(new S3Location("no-such-bucket", "x"), settings, Clock.systemUTC())) {
            assertThatExceptionOfType(StorageException.class)
                    .isThrownBy(() -> none.list("y"))
                    .withMessageContaining(
                            "s3://no-such-bucket/x/y cannot be listed: " + store.url() + " answers 404 NoSuchBucket")
                    .withMessageContaining("there is no bucket no-such-bucket there");
        }
        var stranger = new S3Settings(
                settings.endpoint(), settings.region(), true, new S3Access.Key("stranger", "s3cret"), Optional.empty());
        try (Storage refused = S3Storage.open(place, stranger, Clock.systemUTC())) {
            assertThatExceptionOfType(StorageException.class)
                    .isThrownBy(() -> refused.put("y", ONE))
                    .withMessageContaining(store.url() + " answers 403 InvalidAccessKeyId, The key is not known.")
                    .withMessageContaining("see recount.s3.access-key");
        }
        URI closed = URI.create("http://127.0.0.1:" + FreePorts.one());
        var away = new S3Settings(Optional.of(closed), settings.region(), true, settings.access(), Optional.empty());
        try (Storage silent = S3Storage.open(place, away, Clock.systemUTC())) {
            assertThatExceptionOfType(StorageException.class)
                    .isThrownBy(() -> silent.get("y"))
                    .withMessageContaining(closed + " does not answer")
                    .withMessageContaining("see recount.s3.endpoint");
        }
        var unknown = new S3Settings(
                settings.endpoint(),
                settings.region(),
                true,
                new S3Access.Profile("no such profile"),
                Optional.empty());
        assertThatExceptionOfType(StorageException.class)
                .isThrownBy(() -> S3Storage.open(place, unknown, Clock.systemUTC()))
                .withMessageContaining("recount.s3.profile: no key is found");
    }

    @Test
    void readsWhereItIs() {
        assertThat(S3Location.parse("s3://log")).isEqualTo(new S3Location("log", ""));
        assertThat(S3Location.parse("s3://log.bank/")).isEqualTo(new S3Location("log.bank", ""));
        assertThat(S3Location.parse("s3://log/a/b c/")).isEqualTo(new S3Location("log", "a/b c"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "s3://",
                "s3:///a",
                "s3://A",
                "s3://ab",
                "s3://log//a",
                "s3://log/a/../b",
                "s3://log/.",
                "s3://log/a?b"
            })
    void isNotAnythingElse(String text) {
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> S3Location.parse(text))
                .withMessageContaining(text);
    }
}
