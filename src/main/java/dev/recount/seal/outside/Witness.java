package dev.recount.seal.outside;

import java.net.URI;

/**
 * A witness, as the settings name it.
 *
 * @param url where it takes requests, as {@code tlog-witness} of the C2SP project has them
 * @param key the key of its cosignatures
 */
public record Witness(URI url, WitnessKey key) {}
