package dev.recount.archive.s3;

import java.net.URI;
import java.util.Optional;

/**
 * The settings of the store of objects.
 *
 * @param endpoint its address; nothing for Amazon's own
 * @param region its region; nothing where the environment or the profile tells it
 * @param pathStyle whether buckets are named in the path, and not in the name of the host
 * @param access who stores there
 * @param lock how what is stored is kept from being removed
 */
public record S3Settings(
        Optional<URI> endpoint,
        Optional<String> region,
        boolean pathStyle,
        S3Access access,
        Optional<ObjectLock> lock) {

    /** The beginning of the names of the settings. */
    public static final String GROUP = "recount.s3";

    /** Returns how the store is told. */
    String store() {
        return endpoint.map(URI::toString).orElse("Amazon S3");
    }
}
