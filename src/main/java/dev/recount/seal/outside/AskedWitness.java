package dev.recount.seal.outside;

import dev.recount.seal.SignedNote;
import dev.recount.seal.store.SealTable;
import dev.recount.seal.store.StoredTree;
import dev.recount.seal.store.WitnessedCheckpoint;
import dev.recount.seal.tree.MerkleTree;
import dev.recount.seal.tree.TreeHash;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A witness that is asked for cosignatures, one at a time. Only one thread uses it. */
final class AskedWitness {

    /** One that tells the size that it has, and one from there; one more as others may ask it meanwhile. */
    private static final int MOST_REQUESTS = 3;

    private final Witness witness;
    private final OutgoingPosts posts;
    private final Standing standing;
    private final Map<String, Long> signed = new HashMap<>();

    AskedWitness(Witness witness, OutgoingPosts posts, Standing standing) {
        this.witness = witness;
        this.posts = posts;
        this.standing = standing;
    }

    boolean isDue() {
        return standing.isDue();
    }

    /** Returns its cosignature of a tree's checkpoint, if it gives one; else, its standing says why. Blocks. */
    Optional<String> cosign(SealTable table, StoredTree tree) {
        try {
            return ask(table, tree);
        } catch (IOException away) {
            standing.failed(Trouble.AWAY, String.valueOf(away.getMessage()));
            return Optional.empty();
        }
    }

    private Optional<String> ask(SealTable table, StoredTree tree) throws IOException {
        long old = Math.min(known(table, tree), tree.size());
        for (int i = 0; i < MOST_REQUESTS; i++) {
            var request = new WitnessRequest(old, proof(table, tree, old), tree.checkpoint());
            switch (request.send(witness.url(), posts)) {
                case WitnessRequest.Answer.Signed(String lines) -> {
                    return checked(lines, tree);
                }
                case WitnessRequest.Answer.Knows(long size)
                when size == request.old() -> {
                    return contradicted("it has signed another tree of " + size + " entries", tree);
                }
                case WitnessRequest.Answer.Knows(long size)
                when size > tree.size() -> {
                    return isOvertaken(table, tree)
                            ? Optional.empty()
                            : contradicted(
                                    "it has signed a tree of " + size + " entries, which has " + tree.size(), tree);
                }
                case WitnessRequest.Answer.Knows(long size) -> old = size;
                case WitnessRequest.Answer.Contradicts(String text) -> {
                    return contradicted(text, tree);
                }
                case WitnessRequest.Answer.Refuses(String text) -> {
                    standing.failed(Trouble.REFUSED, text);
                    return Optional.empty();
                }
            }
        }
        standing.failed(Trouble.REFUSED, "it tells another size each time that it is asked");
        return Optional.empty();
    }

    /** What it has signed of a tree is a guess at first; it tells if that is wrong. */
    private long known(SealTable table, StoredTree tree) {
        return signed.computeIfAbsent(
                tree.origin(),
                origin -> table.witnessed()
                        .read()
                        .filter(last -> last.origin().equals(origin))
                        .map(WitnessedCheckpoint::size)
                        .orElse(0L));
    }

    private static List<TreeHash> proof(SealTable table, StoredTree tree, long old) {
        return new MerkleTree(table, tree.size()).consistency(old);
    }

    private Optional<String> checked(String lines, StoredTree tree) {
        Optional<String> valid = witness.key().cosignature(lines, SignedNote.text(tree.checkpoint()));
        if (valid.isPresent()) {
            signed.put(tree.origin(), tree.size());
            standing.succeeded();
        } else {
            standing.failed(
                    Trouble.INVALID, "no line of its answer is a cosignature of the checkpoint by " + witness.key());
        }
        return valid;
    }

    /** Another node may have had a larger tree signed meanwhile. */
    private static boolean isOvertaken(SealTable table, StoredTree tree) {
        return table.read()
                .filter(now -> !now.checkpoint().equals(tree.checkpoint()))
                .isPresent();
    }

    private Optional<String> contradicted(String what, StoredTree tree) {
        standing.failed(
                Trouble.CONTRADICTED,
                what + "; the past of " + tree.origin()
                        + " was changed, or the database was set back to an earlier state");
        return Optional.empty();
    }
}
