package dev.recount.archive.segment;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.recount.journal.HashChain;
import dev.recount.log.position.LogPlace;
import dev.recount.seal.tree.TreeEdge;
import dev.recount.seal.tree.TreeHash;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;

/**
 * The manifest of a segment, which is stored after it: a segment without one does not count.
 *
 * @param format the version of the form of all files
 * @param journal the number of the journal, from 1
 * @param origin the name of the tree
 * @param from the index of the first entry
 * @param to the index after the last one
 * @param file the file of the segment
 * @param first the place of the first entry in the log of its journal
 * @param last the place of the last one
 * @param edge the hashes of the right edge of the tree as of {@code to}, in base64, see {@link TreeEdge}
 * @param checkpoint the name of the file of the checkpoint that it is under
 * @param note that checkpoint, for who goes on after a run that did not come to its end
 */
public record SegmentManifest(
        int format,
        int journal,
        String origin,
        long from,
        long to,
        StoredFile file,
        LogPlace first,
        LogPlace last,
        List<String> edge,
        String checkpoint,
        String note) {

    /** The version of the form that this program writes, and the only one that it reads. */
    public static final int FORMAT = 1;

    public SegmentManifest {
        edge = List.copyOf(edge);
        if (format != FORMAT) {
            throw new IllegalArgumentException("format: is " + format + ", and known is " + FORMAT);
        }
    }

    /**
     * A file by its content.
     *
     * @param bytes its length
     * @param sha256 its hash, in hexadecimal
     */
    public record StoredFile(String name, long bytes, String sha256) {

        /** Returns a file that has a content. */
        public static StoredFile of(String name, byte[] content) {
            byte[] hash = HashChain.sha256().digest(content);
            return new StoredFile(name, content.length, HexFormat.of().formatHex(hash));
        }
    }

    /** Returns the content of its file. */
    public byte[] content() {
        return SegmentJson.content(this);
    }

    /**
     * Reads one.
     *
     * @throws IllegalArgumentException if it is none
     */
    public static SegmentManifest parse(byte[] content) {
        try {
            return SegmentJson.MAPPER.readValue(new String(content, StandardCharsets.UTF_8), SegmentManifest.class);
        } catch (JsonProcessingException malformed) {
            throw new IllegalArgumentException(
                    "it is no manifest as this program knows it: " + malformed.getOriginalMessage(), malformed);
        }
    }

    /** Returns which entries it has. */
    public TreeFolder.Span span() {
        return new TreeFolder.Span(from, to);
    }

    /** Returns the edge of the tree behind its last entry. */
    public TreeEdge treeEdge() {
        return new TreeEdge(to, edge.stream().map(TreeHash::parse).toList());
    }
}
