package dev.recount.seal;

import dev.recount.seal.tree.TreeHash;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A tree as of a size, as {@code tlog-checkpoint} of the C2SP project writes it (https://c2sp.org/tlog-checkpoint).
 *
 * @param origin the name of the tree
 * @param size how many entries it has
 * @param root the hash over all of them
 */
public record Checkpoint(String origin, long size, TreeHash root) {

    private static final Pattern TEXT =
            Pattern.compile("(?<origin>[^\\n]+)\n(?<size>0|[1-9]\\d{0,17})\n(?<root>[A-Za-z0-9+/]{43}=)\n");

    /**
     * Reads what a signed note says, whoever has signed it.
     *
     * @throws IllegalArgumentException if it is no checkpoint
     */
    public static Checkpoint ofNote(String note) {
        Matcher text = TEXT.matcher(SignedNote.text(note));
        if (!text.matches()) {
            throw new IllegalArgumentException("a checkpoint as a signed note is expected");
        }
        return new Checkpoint(
                text.group("origin"), Long.parseLong(text.group("size")), TreeHash.parse(text.group("root")));
    }

    /** Returns the text that is signed. */
    public String text() {
        return origin + '\n' + size + '\n' + root.text() + '\n';
    }
}
