package dev.recount.privacy.settings;

import java.nio.file.Path;
import java.util.Optional;

/**
 * The place of the master key as it is set.
 *
 * @param file its file, where it is not in the folder of keys
 * @param kms the URI of a key that a key management service keeps, if one wraps
 */
public record MasterKeyPlace(Optional<Path> file, Optional<String> kms) {}
