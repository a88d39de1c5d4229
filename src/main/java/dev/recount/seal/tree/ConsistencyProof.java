package dev.recount.seal.tree;

import java.util.List;

/**
 * The proof that the tree of an earlier size is the beginning of a later one (RFC 6962, section 2.1.2).
 *
 * @param earlier how many leaves the tree had
 * @param later how many it has
 * @param hashes the hashes that prove it
 */
public record ConsistencyProof(long earlier, long later, List<TreeHash> hashes) {

    public ConsistencyProof {
        hashes = List.copyOf(hashes);
    }

    /** Tells whether it proves that a root goes on from another one, as RFC 9162 does in its section 2.1.4.2. */
    public boolean holds(TreeHash earlierRoot, TreeHash laterRoot) {
        if (earlier == 0 || earlier == later) {
            return hashes.isEmpty() && (earlier == 0 || earlierRoot.equals(laterRoot));
        }
        boolean isWhole = Long.bitCount(earlier) == 1;
        if (earlier > later || (!isWhole && hashes.isEmpty())) {
            return false;
        }
        int steps = Long.numberOfTrailingZeros(earlier);
        long node = (earlier - 1) >> steps;
        long last = (later - 1) >> steps;
        TreeHash before = isWhole ? earlierRoot : hashes.getFirst();
        TreeHash after = before;
        for (TreeHash each : isWhole ? hashes : hashes.subList(1, hashes.size())) {
            if (last == 0) {
                return false;
            }
            if (node % 2 == 1 || node == last) {
                before = TreeHash.ofNode(each, before);
                after = TreeHash.ofNode(each, after);
                int up = node == 0 ? 0 : Long.numberOfTrailingZeros(node);
                node >>= up;
                last >>= up;
            } else {
                after = TreeHash.ofNode(after, each);
            }
            node >>= 1;
            last >>= 1;
        }
        return last == 0 && before.equals(earlierRoot) && after.equals(laterRoot);
    }
}
