package dev.recount.verifier;

import java.util.List;

/** The checks of Merkle proofs, as RFC 9162 has them in its sections 2.1.3.2 and 2.1.4.2. */
final class Proofs {

    private Proofs() {}

    /** Makes sure that a leaf is in a tree. */
    static void requireInclusion(Digest leaf, long index, List<Digest> path, SignedCheckpoint in)
            throws VerificationException {
        if (index < 0 || index >= in.size()) {
            throw new VerificationException("index " + index + " is not in a tree of " + in.size() + " entries");
        }
        long node = index;
        long last = in.size() - 1;
        Digest hash = leaf;
        for (Digest beside : path) {
            if (last == 0) {
                throw new VerificationException("the proof is too long");
            }
            if (node % 2 == 1 || node == last) {
                hash = Digest.node(beside, hash);
                int steps = Long.numberOfTrailingZeros(node);
                node >>= steps;
                last >>= steps;
            } else {
                hash = Digest.node(hash, beside);
            }
            node >>= 1;
            last >>= 1;
        }
        if (last != 0 || !hash.equals(in.root())) {
            throw new VerificationException("the entry is not in the tree of the checkpoint");
        }
    }

    /** Makes sure that a tree is the beginning of another one. */
    static void requireConsistency(SignedCheckpoint older, SignedCheckpoint newer, List<Digest> proof)
            throws VerificationException {
        if (older.size() == 0) {
            return;
        }
        boolean isWhole = Long.bitCount(older.size()) == 1;
        if (!isWhole && proof.isEmpty()) {
            throw inconsistent(older, newer);
        }
        long node = older.size() - 1;
        long last = newer.size() - 1;
        int steps = Long.numberOfTrailingZeros(node + 1);
        node >>= steps;
        last >>= steps;
        Digest before = isWhole ? older.root() : proof.getFirst();
        Digest after = before;
        for (Digest each : isWhole ? proof : proof.subList(1, proof.size())) {
            if (last == 0) {
                throw new VerificationException("the proof is too long");
            }
            if (node % 2 == 1 || node == last) {
                before = Digest.node(each, before);
                after = Digest.node(each, after);
                int up = node == 0 ? 0 : Long.numberOfTrailingZeros(node);
                node >>= up;
                last >>= up;
            } else {
                after = Digest.node(after, each);
            }
            node >>= 1;
            last >>= 1;
        }
        if (last != 0 || !before.equals(older.root()) || !after.equals(newer.root())) {
            throw inconsistent(older, newer);
        }
    }

    static VerificationException inconsistent(SignedCheckpoint older, SignedCheckpoint newer) {
        return new VerificationException("the tree of " + newer.size() + " entries does not begin with that of "
                + older.size() + ": the past was changed between the two checkpoints");
    }
}
