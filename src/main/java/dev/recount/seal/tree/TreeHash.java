package dev.recount.seal.tree;

import dev.recount.journal.HashChain;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;

/** A hash in a tree: SHA-256 as RFC 6962, section 2.1, has it for leaves and for what is above them. */
public final class TreeHash {

    /** The length of a hash in bytes. */
    public static final int BYTES = 32;

    /** One for each thread: to have one made takes as long as to hash. */
    private static final ThreadLocal<MessageDigest> DIGEST = ThreadLocal.withInitial(HashChain::sha256);

    private static final byte LEAF = 0;
    private static final byte NODE = 1;

    private final byte[] bytes;

    /**
     * Takes the bytes of a hash, which are not to be changed afterwards.
     *
     * @throws IllegalArgumentException if they are not as many as a hash has
     */
    public TreeHash(byte[] bytes) {
        if (bytes.length != BYTES) {
            throw new IllegalArgumentException("a hash has " + BYTES + " bytes, and not " + bytes.length);
        }
        this.bytes = bytes;
    }

    /** Returns the bytes of the hash; not to be changed. */
    public byte[] bytes() {
        return bytes;
    }

    /**
     * Reads a hash in base64, as {@link #text} writes it.
     *
     * @throws IllegalArgumentException if it is none
     */
    public static TreeHash parse(String base64) {
        return new TreeHash(Base64.getDecoder().decode(base64));
    }

    /** Returns the hash of the tree without a leaf. */
    public static TreeHash ofNothing() {
        return new TreeHash(DIGEST.get().digest());
    }

    /** Returns the hash of a leaf. */
    public static TreeHash ofLeaf(byte[] data) {
        MessageDigest digest = DIGEST.get();
        digest.update(LEAF);
        return new TreeHash(digest.digest(data));
    }

    /** Returns the hash of two hashes, which stand beside each other under it. */
    public static TreeHash ofNode(TreeHash left, TreeHash right) {
        MessageDigest digest = DIGEST.get();
        digest.update(NODE);
        digest.update(left.bytes);
        return new TreeHash(digest.digest(right.bytes));
    }

    /** Returns it in base64, as checkpoints and proofs hold it. */
    public String text() {
        return Base64.getEncoder().encodeToString(bytes);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TreeHash hash && Arrays.equals(bytes, hash.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return text();
    }
}
