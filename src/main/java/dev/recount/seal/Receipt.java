package dev.recount.seal;

import dev.recount.seal.tree.TreeHash;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The proof that an entry is in a tree, as {@code tlog-proof} of the C2SP project writes it
 * (https://c2sp.org/tlog-proof): it can be checked without the server, by who knows its key.
 *
 * @param extra what the entry is of, which the proof does not vouch for
 * @param index the index of the entry
 * @param path the hashes from beside the entry up to below the root
 * @param checkpoint the checkpoint that it is proven by
 */
public record Receipt(String extra, long index, List<TreeHash> path, String checkpoint) {

    /** Returns the text of the proof. */
    public String text() {
        return "c2sp.org/tlog-proof@v1\nextra "
                + Base64.getEncoder().encodeToString(extra.getBytes(StandardCharsets.UTF_8)) + "\nindex " + index + '\n'
                + path.stream().map(hash -> hash.text() + '\n').collect(Collectors.joining())
                + '\n'
                + checkpoint;
    }
}
