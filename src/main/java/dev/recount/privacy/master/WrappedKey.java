package dev.recount.privacy.master;

import java.util.Arrays;

/** A key as it rests: of no use without the master key that has wrapped it. */
public final class WrappedKey {

    private final String masterKey;
    private final byte[] bytes;

    /**
     * Makes it of what is stored.
     *
     * @param masterKey which master key has wrapped it
     */
    public WrappedKey(String masterKey, byte[] bytes) {
        this.masterKey = masterKey;
        this.bytes = bytes.clone();
    }

    /** Returns which master key has wrapped it. */
    public String masterKey() {
        return masterKey;
    }

    /** Returns a copy of its bytes. */
    public byte[] bytes() {
        return bytes.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof WrappedKey that && masterKey.equals(that.masterKey) && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return "a key wrapped by " + masterKey;
    }
}
