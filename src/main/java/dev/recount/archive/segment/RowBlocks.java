package dev.recount.archive.segment;

import dev.recount.log.stored.LogRow;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/**
 * The content of an archived segment as it comes together: a gzip file of one member after another, each a block of
 * some lines, so that a line can be read without all that come before it.
 */
public final class RowBlocks {

    /** Few enough that who looks for one line has soon read them, many enough that they are compressed well. */
    private static final int MOST_LINES = 256;

    /** The length of lines from which on a block gets no more of them. */
    private static final int MOST_BYTES = 256 << 10;

    private final ByteArrayOutputStream content = new ByteArrayOutputStream();
    private final ByteArrayOutputStream block = new ByteArrayOutputStream();
    private int lines;

    /**
     * The place of a line.
     *
     * @param offset where its block begins
     * @param line which line of the block it is, from 0
     */
    public record Place(int offset, int line) {}

    /** Adds rows, and returns where the line of each is. */
    public List<Place> add(List<LogRow> rows) {
        List<Place> places = rows.stream().map(this::add).toList();
        endBlock();
        return places;
    }

    private Place add(LogRow row) {
        if (lines == MOST_LINES || block.size() >= MOST_BYTES) {
            endBlock();
        }
        block.writeBytes((RowLine.of(row) + '\n').getBytes(StandardCharsets.UTF_8));
        return new Place(content.size(), lines++);
    }

    private void endBlock() {
        if (lines > 0) {
            try (GZIPOutputStream compressed = new GZIPOutputStream(content)) {
                block.writeTo(compressed);
            } catch (IOException impossible) {
                throw new UncheckedIOException(impossible);
            }
            block.reset();
            lines = 0;
        }
    }

    /** Returns the content of the file. */
    public byte[] content() {
        return content.toByteArray();
    }
}
