package dev.recount.verifier;

import java.nio.charset.StandardCharsets;

/** The form in which an event is an entry of a tree. */
final class Entry {

    private Entry() {}

    /** Returns the hash of an event: over its stored name, a line feed and its stored bytes. */
    static Digest hash(String name, byte[] payload) {
        return Digest.of((name + '\n').getBytes(StandardCharsets.UTF_8), payload);
    }

    /**
     * Returns the hash of its entry.
     *
     * @param hash the hash of the event in base64
     */
    static Digest leaf(String stream, String version, String hash) {
        return Digest.leaf((stream + '\n' + version + '\n' + hash + '\n').getBytes(StandardCharsets.UTF_8));
    }
}
