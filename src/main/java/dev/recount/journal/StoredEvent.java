package dev.recount.journal;

import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;

/** An event as it lies in the journal: the name it was stored under, and its bytes, never changed afterwards. */
public final class StoredEvent {

    private final String manifest;
    private final byte[] payload;

    /** The hash that was kept beside the event when it was written; null if none is known. It goes to no other node. */
    private transient byte @Nullable [] kept;

    private transient volatile byte @Nullable [] hash;

    /** An event of which nothing but itself is known; the one constructor, by which another node makes it again. */
    public StoredEvent(String manifest, byte[] payload) {
        this.manifest = manifest;
        this.payload = payload;
    }

    /**
     * Returns an event as it was found.
     *
     * @param kept the hash that stands beside it, if one does
     */
    public static StoredEvent found(String manifest, byte[] payload, byte @Nullable [] kept) {
        var event = new StoredEvent(manifest, payload);
        event.kept = kept;
        return event;
    }

    /** Returns the same with its bytes, where others stood for them; the hash that was kept beside it stays. */
    public StoredEvent with(byte[] bytes) {
        return found(manifest, bytes, kept);
    }

    /** Returns the stored name, such as {@code account.Deposited/1}. */
    public String manifest() {
        return manifest;
    }

    /** Returns the type of the event, such as {@code account.Deposited}, as far as its name can be read. */
    public String type() {
        int slash = manifest.lastIndexOf('/');
        String type = slash < 0 ? manifest : manifest.substring(0, slash);
        return type.isBlank() ? "unreadable" : type;
    }

    /** Returns the stored bytes themselves, UTF-8 JSON; not a copy, and not to be changed. */
    public byte[] payload() {
        return payload;
    }

    /** Tells whether it still has the hash that was kept beside it, as far as one was. */
    public boolean isAsWritten() {
        return kept == null || MessageDigest.isEqual(kept, hash());
    }

    /** Returns the event's own hash, see {@link HashChain}; not a copy, and not to be changed. */
    public byte[] hash() {
        byte[] known = hash;
        if (known == null) {
            known = HashChain.digest(this);
            hash = known; // worked out twice at worst, where two readers meet
        }
        return known;
    }

    /** Returns the hash that the event had when it was written, as far as that is known, else the one it has. */
    public byte[] writtenHash() {
        return kept == null ? hash() : kept;
    }
}
