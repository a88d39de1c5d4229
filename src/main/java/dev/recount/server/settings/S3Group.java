package dev.recount.server.settings;

import dev.recount.archive.s3.ObjectLock;
import dev.recount.archive.s3.S3Access;
import dev.recount.archive.s3.S3Settings;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;

/** The settings of the store of objects. */
final class S3Group {

    private static final int MOST_DAYS = 36_500;
    private static final String NONE = "none";

    private S3Group() {}

    static S3Settings read(SettingsReader s3) {
        return new S3Settings(endpoint(s3), optional(s3, "region"), s3.onOrOff("path-style"), access(s3), lock(s3));
    }

    private static Optional<URI> endpoint(SettingsReader s3) {
        Optional<URI> endpoint = s3.optionalUrl("endpoint");
        if (endpoint.filter(url -> url.getQuery() != null).isPresent()) {
            throw s3.impossible("endpoint", "must be the address of a server, and so have no query");
        }
        return endpoint;
    }

    private static Optional<String> optional(SettingsReader s3, String name) {
        return Optional.of(s3.optionalText(name).strip()).filter(text -> !text.isEmpty());
    }

    private static S3Access access(SettingsReader s3) {
        Optional<String> profile = optional(s3, "profile");
        Optional<String> id = optional(s3, "access-key");
        Optional<String> secret = optional(s3, "secret-key");
        if (id.isPresent() != secret.isPresent()) {
            throw s3.impossible(
                    id.isPresent() ? "secret-key" : "access-key", "must not be empty where the other one is set");
        } else if (id.isPresent() && profile.isPresent()) {
            throw s3.impossible("profile", "must be empty where there is an access-key");
        }
        return id.<S3Access>map(key -> new S3Access.Key(key, secret.orElseThrow()))
                .or(() -> profile.map(S3Access.Profile::new))
                .orElseGet(S3Access.Found::new);
    }

    private static Optional<ObjectLock> lock(SettingsReader s3) {
        String mode = s3.oneOf("object-lock", NONE, "governance", "compliance");
        int days = s3.integer("retention-days", 0, MOST_DAYS);
        if (mode.equals(NONE) != (days == 0)) {
            throw s3.impossible(
                    "retention-days",
                    days == 0
                            ? "must be at least 1 where there is an object-lock"
                            : "must be 0 where object-lock is none");
        }
        return days == 0
                ? Optional.empty()
                : Optional.of(new ObjectLock(ObjectLock.Mode.valueOf(mode.toUpperCase(Locale.ROOT)), days));
    }
}
