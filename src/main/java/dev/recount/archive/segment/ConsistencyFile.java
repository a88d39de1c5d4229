package dev.recount.archive.segment;

import dev.recount.seal.tree.ConsistencyProof;
import dev.recount.seal.tree.TreeHash;
import java.util.List;

/**
 * The file that proves that a checkpoint goes on from the one before it.
 *
 * @param format the version of the form of all files
 * @param origin the name of the tree
 * @param from how many entries it had in the earlier checkpoint
 * @param to how many it has in the later one
 * @param hashes the proof of RFC 6962, in base64
 */
public record ConsistencyFile(int format, String origin, long from, long to, List<String> hashes) {

    public ConsistencyFile {
        hashes = List.copyOf(hashes);
    }

    /** Returns the file of a proof. */
    public static ConsistencyFile of(String origin, ConsistencyProof proof) {
        return new ConsistencyFile(
                SegmentManifest.FORMAT,
                origin,
                proof.earlier(),
                proof.later(),
                proof.hashes().stream().map(TreeHash::text).toList());
    }

    /** Returns the content of the file. */
    public byte[] content() {
        return SegmentJson.content(this);
    }
}
