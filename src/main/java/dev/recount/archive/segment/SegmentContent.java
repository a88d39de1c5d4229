package dev.recount.archive.segment;

import dev.recount.journal.HashChain;
import dev.recount.log.position.LogPlace;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.DigestInputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** The lines of a segment as they come together. */
public final class SegmentContent {

    /** Enough that there are few files, few enough that each is soon read by who looks for one entry. */
    public static final int MOST_ROWS = 8_192;

    /** The length of all lines from which on a segment gets no more of them: it is put together in memory. */
    public static final long MOST_BYTES = 32L << 20;

    private final ByteArrayOutputStream compressed = new ByteArrayOutputStream();
    private final MessageDigest digest = HashChain.sha256();
    private final OutputStream lines;
    private int rows;
    private long bytes;
    private LogPlace first = LogPlace.START;
    private LogPlace last = LogPlace.START;
    private byte[] hash = new byte[0];

    public SegmentContent() {
        try {
            this.lines = new DigestOutputStream(new GZIPOutputStream(compressed), digest);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /** Adds a row. */
    public void add(SegmentRow row) {
        byte[] line = (row.line() + '\n').getBytes(StandardCharsets.UTF_8);
        try {
            lines.write(line);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        last = row.row().place();
        first = rows == 0 ? last : first;
        rows++;
        bytes += line.length;
    }

    /** Returns how many rows it still takes. */
    public int room() {
        return bytes < MOST_BYTES ? MOST_ROWS - rows : 0;
    }

    /** Returns the place of its first row. */
    public LogPlace first() {
        return first;
    }

    /** Returns the place of its last row. */
    public LogPlace last() {
        return last;
    }

    /** Ends it, and returns the content of its file. */
    public byte[] end() {
        try {
            lines.close();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        hash = digest.digest();
        return compressed.toByteArray();
    }

    /** Tells whether the content of a file is the same lines, however they are compressed; after its end. */
    public boolean isSameAs(byte[] content) {
        MessageDigest other = HashChain.sha256();
        try (InputStream read = new DigestInputStream(new GZIPInputStream(new ByteArrayInputStream(content)), other)) {
            read.transferTo(OutputStream.nullOutputStream());
        } catch (IOException damaged) {
            return false;
        }
        return MessageDigest.isEqual(hash, other.digest());
    }
}
