package dev.recount.seal;

import dev.recount.log.position.LogPlace;
import dev.recount.log.stored.LogHash;
import dev.recount.model.EventId;
import dev.recount.model.StreamId;
import dev.recount.seal.tree.TreeHash;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * An entry of a tree, at its place in the order of the entries.
 *
 * @param text the text that is hashed
 */
public record Leaf(LogPlace place, String text) {

    /**
     * Returns the entry of an event: its stream, its version, and in base64 the SHA-256 over its stored name, a line
     * feed and its stored bytes, each with the end of a line.
     */
    public static Leaf of(LogHash event) {
        return new Leaf(event.place(), event(event.stream(), event.version(), event.hash()));
    }

    static String event(StreamId stream, long version, String hash) {
        return stream + "\n" + version + '\n' + hash + '\n';
    }

    /** Returns the event that the text of an entry is of; nothing if it is none of an event. */
    public static Optional<EventId> event(String text) {
        String[] lines = text.split("\n", -1);
        try {
            return Optional.of(EventId.of(StreamId.parse(lines[0]), Long.parseLong(lines[1])));
        } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException none) {
            return Optional.empty();
        }
    }

    /** Returns what the text of an entry is of, for people. */
    public static String name(String text) {
        return event(text)
                .map(EventId::toString)
                .or(() -> SealedRejection.parse(text).map(SealedRejection::toString))
                .orElse("an entry");
    }

    /** Returns its hash in the tree. */
    public TreeHash hash() {
        return hash(text);
    }

    /** Returns the hash in the tree of the entry with a text. */
    static TreeHash hash(String text) {
        return TreeHash.ofLeaf(text.getBytes(StandardCharsets.UTF_8));
    }
}
