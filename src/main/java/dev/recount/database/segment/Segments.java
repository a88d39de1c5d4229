package dev.recount.database.segment;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;

/**
 * The lines of segments. A segment is a file in gzip of one member after another, each a block of lines, so that one
 * line is found without all that come before it. What was read last stays in memory. For any number of threads.
 */
public final class Segments {

    /** The length, in bytes, that a gzip member has before its compressed data, where it has no name and no comment. */
    private static final int HEADER = 10;

    /** More than any block has that we write: one that was changed must not fill the memory. */
    private static final int MOST_OF_BLOCK = 32 << 20;

    private static final long MOST_OF_FILES = 32L << 20;
    private static final long MOST_OF_BLOCKS = 64L << 20;

    private final SegmentFiles files;
    private final Optional<SegmentReaders> readers;
    private final RecentlyRead<String, byte[]> contents = new RecentlyRead<>(MOST_OF_FILES, content -> content.length);
    private final RecentlyRead<Block, List<String>> blocks = new RecentlyRead<>(MOST_OF_BLOCKS, Segments::length);

    /** Reads files from a place that answers at once, on the thread of who asks. */
    public Segments(SegmentFiles files) {
        this(files, Optional.empty());
    }

    /**
     * Reads files from a place, on threads that do nothing else.
     *
     * @param readers how many of them read at a time
     */
    public Segments(SegmentFiles files, int readers) {
        this(files, Optional.of(new SegmentReaders(readers)));
    }

    private Segments(SegmentFiles files, Optional<SegmentReaders> readers) {
        this.files = files;
        this.readers = readers;
    }

    /** Has no files: where something has moved, nothing says where to. */
    public static Segments none() {
        return new Segments(file -> {
            throw new SegmentAwayException(file, "recount.archive.folder is empty");
        });
    }

    /** A block by where it begins. */
    private record Block(String file, int offset) {}

    private static long length(List<String> lines) {
        return lines.stream().mapToLong(String::length).sum();
    }

    /**
     * Returns a line of the block that begins at an offset of a file, counted from 0; nothing if the file holds no such
     * line, and so is not the one that was stored. Blocks, and should be asked by nobody who holds a connection.
     *
     * @param bytes the length of the file
     * @throws SegmentAwayException if the file is not there, or not whole, or its place does not answer
     */
    public Optional<String> line(String file, long bytes, int offset, int line) {
        List<String> lines = blocks.get(new Block(file, offset), block -> read(block, bytes));
        return line >= 0 && line < lines.size() ? Optional.of(lines.get(line)) : Optional.empty();
    }

    private List<String> read(Block block, long bytes) {
        Supplier<List<String>> reading =
                () -> lines(contents.get(block.file, _ -> content(block.file, bytes)), block.offset);
        return readers.map(threads -> threads.read(block.file, reading)).orElseGet(reading);
    }

    /**
     * Runs, on a thread that reads segments, what needs a line of one, for who must not wait for that.
     *
     * @throws SegmentAwayException if too many wait for that already
     */
    public void execute(Runnable reading) {
        readers.ifPresentOrElse(threads -> threads.execute(reading), reading);
    }

    private byte[] content(String file, long bytes) {
        byte[] content = files.content(file);
        if (content.length < bytes) {
            throw new SegmentAwayException(file, "it has " + content.length + " of " + bytes + " bytes");
        }
        return content;
    }

    private static List<String> lines(byte[] content, int offset) {
        if (offset < 0 || offset > content.length - HEADER) {
            return List.of();
        }
        int start = offset + HEADER;
        var inflater = new Inflater(true);
        try (InputStream block =
                new InflaterInputStream(new ByteArrayInputStream(content, start, content.length - start), inflater)) {
            return new String(block.readNBytes(MOST_OF_BLOCK), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        } catch (IOException changed) {
            return List.of();
        } finally {
            inflater.end();
        }
    }
}
