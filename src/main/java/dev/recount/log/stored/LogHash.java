package dev.recount.log.stored;

import dev.recount.log.position.LogPlace;
import dev.recount.model.StreamId;

/**
 * An event at its place in the log, by its hash alone.
 *
 * @param hash the hash that it had when it was written, as far as that is known, else the one it has; in base64
 */
public record LogHash(LogPlace place, StreamId stream, long version, String hash) {

    @Override
    public String toString() {
        return stream + "@" + version;
    }
}
