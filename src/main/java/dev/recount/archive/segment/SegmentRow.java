package dev.recount.archive.segment;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recount.log.stored.LogRow;
import dev.recount.seal.Leaf;

/**
 * A line of a segment: an entry of a tree with the whole row of the journal that it is of.
 *
 * @param index its index in the tree
 */
public record SegmentRow(long index, LogRow row) {

    private static final String INDEX = "index";

    /** Returns the line, without its end. */
    public String line() {
        ObjectNode line = SegmentJson.MAPPER.createObjectNode().put(INDEX, index);
        line.setAll((ObjectNode) SegmentJson.MAPPER.valueToTree(row));
        return line.toString();
    }

    /**
     * Reads a line.
     *
     * @throws IllegalArgumentException if it is none
     */
    public static SegmentRow parse(String line) {
        try {
            if (!(SegmentJson.MAPPER.readTree(line) instanceof ObjectNode fields)) {
                throw new IllegalArgumentException("a row of a journal is expected");
            }
            JsonNode index = fields.remove(INDEX);
            if (index == null || !index.isIntegralNumber() || !index.canConvertToLong()) {
                throw new IllegalArgumentException("a row of a journal has no index");
            }
            return new SegmentRow(index.asLong(), SegmentJson.MAPPER.treeToValue(fields, LogRow.class));
        } catch (JsonProcessingException malformed) {
            throw new IllegalArgumentException(
                    "a row of a journal is not as this program knows it: " + malformed.getOriginalMessage(), malformed);
        }
    }

    /** Returns the entry of the tree that its stored name and bytes make. */
    public Leaf leaf() {
        return Leaf.of(row.hashed());
    }
}
