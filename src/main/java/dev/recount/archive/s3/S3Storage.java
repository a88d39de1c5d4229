package dev.recount.archive.s3;

import dev.recount.archive.storage.Storage;
import dev.recount.archive.storage.StorageException;
import dev.recount.journal.HashChain;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ChecksumMode;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.ObjectLockEnabled;
import software.amazon.awssdk.services.s3.model.ObjectLockRetention;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * A bucket of a store of objects as a storage, or what has a prefix in it. Several may store there at the same time: a
 * file is who comes first's.
 */
public final class S3Storage implements Storage {

    private static final int PRECONDITION_FAILED = 412;
    private static final int CONFLICT = 409;

    private final S3Client client;
    private final S3Location location;
    private final Optional<ObjectLock> lock;
    private final Clock clock;
    private final S3Failures failures;

    private S3Storage(
            S3Client client, S3Location location, Optional<ObjectLock> lock, Clock clock, S3Failures failures) {
        this.client = client;
        this.location = location;
        this.lock = lock;
        this.clock = clock;
        this.failures = failures;
    }

    /**
     * Opens it.
     *
     * @throws StorageException if the settings are not enough to ask the store, or it is to lock what it stores, and
     *     cannot; the message names the setting
     */
    public static S3Storage open(S3Location location, S3Settings settings, Clock clock) {
        S3Client client = S3Connection.open(settings);
        var storage = new S3Storage(client, location, settings.lock(), clock, new S3Failures(location, settings));
        try {
            if (settings.lock().isPresent()) {
                storage.requireLockable();
            }
            return storage;
        } catch (StorageException unusable) {
            client.close();
            throw unusable;
        }
    }

    private void requireLockable() {
        try {
            ObjectLockEnabled enabled = client.getObjectLockConfiguration(request -> request.bucket(location.bucket()))
                    .objectLockConfiguration()
                    .objectLockEnabled();
            if (enabled != ObjectLockEnabled.ENABLED) {
                throw new StorageException(notLockable());
            }
        } catch (SdkException refused) {
            throw failures.of(notLockable(), refused);
        }
    }

    private String notLockable() {
        return S3Settings.GROUP + ".object-lock: the bucket " + location.bucket()
                + " does not tell that objects can be locked in it";
    }

    @Override
    public void put(String name, byte[] content) {
        if (!isThere(name, content)) { // not each store knows the condition on which it is stored
            store(name, content);
        }
        lock.ifPresent(asked -> requireLocked(name, asked));
    }

    private boolean isThere(String name, byte[] content) {
        Optional<byte[]> there = get(name);
        if (there.isPresent() && !Arrays.equals(there.get(), content)) {
            throw new StorageException(
                    location.path(name) + " is there already, and holds something else; it stays as it is");
        }
        return there.isPresent();
    }

    private void store(String name, byte[] content) {
        try {
            client.putObject(request(name, content), RequestBody.fromBytes(content));
        } catch (SdkException failed) {
            boolean isMet = failed instanceof S3Exception refused
                    && (refused.statusCode() == PRECONDITION_FAILED || refused.statusCode() == CONFLICT);
            // also of our own, if the answer to it was lost and it was sent again
            if (!isMet || !isThere(name, content)) {
                throw failures.of(location.path(name) + " cannot be written", failed);
            }
        }
    }

    private PutObjectRequest request(String name, byte[] content) {
        PutObjectRequest.Builder request = PutObjectRequest.builder()
                .bucket(location.bucket())
                .key(location.key(name))
                .ifNoneMatch("*")
                .checksumSHA256(
                        Base64.getEncoder().encodeToString(HashChain.sha256().digest(content)));
        lock.ifPresent(asked -> request.objectLockMode(asked.mode().name())
                .objectLockRetainUntilDate(clock.instant().plus(Duration.ofDays(asked.days()))));
        return request.build();
    }

    /** There are stores that pass over what they do not know of a request. */
    private void requireLocked(String name, ObjectLock asked) {
        try {
            ObjectLockRetention kept = client.getObjectRetention(
                            request -> request.bucket(location.bucket()).key(location.key(name)))
                    .retention();
            if (!isLocked(Optional.ofNullable(kept), asked)) {
                throw new StorageException(notLocked(name));
            }
        } catch (SdkException refused) {
            throw failures.of(notLocked(name), refused);
        }
    }

    /** A lock that has run out since is none that was forgotten. */
    private static boolean isLocked(Optional<ObjectLockRetention> kept, ObjectLock asked) {
        return kept.filter(lock -> lock.retainUntilDate() != null)
                .map(ObjectLockRetention::modeAsString)
                .filter(List.of(asked.mode().name(), ObjectLock.Mode.COMPLIANCE.name())::contains)
                .isPresent();
    }

    private String notLocked(String name) {
        return location.path(name) + " is stored, and not locked as " + S3Settings.GROUP + ".object-lock asks; lock it"
                + " there, if the store knows such locks, and run this once more";
    }

    @Override
    public Optional<byte[]> get(String name) {
        try {
            return Optional.of(client.getObjectAsBytes(request -> request.bucket(location.bucket())
                            .key(location.key(name))
                            .checksumMode(ChecksumMode.ENABLED))
                    .asByteArray());
        } catch (NoSuchKeyException none) {
            return Optional.empty();
        } catch (SdkException refused) {
            throw failures.of(location.path(name) + " cannot be read", refused);
        }
    }

    @Override
    public List<String> list(String folder) {
        String prefix = location.key(folder) + "/";
        try {
            return client
                    .listObjectsV2Paginator(request ->
                            request.bucket(location.bucket()).prefix(prefix).delimiter("/"))
                    .contents()
                    .stream()
                    .map(object -> object.key().substring(prefix.length()))
                    .filter(name -> !name.isEmpty())
                    .sorted()
                    .toList();
        } catch (SdkException refused) {
            throw failures.of(location.path(folder) + " cannot be listed", refused);
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
