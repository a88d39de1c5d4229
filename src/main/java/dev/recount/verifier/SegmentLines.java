package dev.recount.verifier;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** The lines of a segment's file, one after another. */
final class SegmentLines implements AutoCloseable {

    /** Longer than any line that a server writes: an event has a megabyte at most. */
    private static final int LONGEST = 8 << 20;

    private final InputStream lines;

    private SegmentLines(InputStream lines) {
        this.lines = lines;
    }

    /**
     * Opens a file.
     *
     * @throws VerificationException if it is none of gzip
     */
    static SegmentLines open(Path path) throws IOException, VerificationException {
        InputStream file = new BufferedInputStream(Files.newInputStream(path));
        try {
            return new SegmentLines(new BufferedInputStream(new GZIPInputStream(file)));
        } catch (ZipException | EOFException damaged) {
            file.close();
            throw new VerificationException("it cannot be decompressed: " + damaged.getMessage());
        }
    }

    /** Returns the hash of a file, in hexadecimal. */
    static String sha256(Path path) throws IOException {
        MessageDigest digest = Digest.sha256();
        try (var hashed = new DigestOutputStream(OutputStream.nullOutputStream(), digest)) {
            Files.copy(path, hashed);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    /**
     * Returns the next line, without its end; an empty text behind the last one.
     *
     * @throws VerificationException if it has no end, is empty, or is no UTF-8
     */
    String next() throws IOException, VerificationException {
        var line = new ByteArrayOutputStream();
        int next = read();
        if (next < 0) {
            return "";
        }
        while (next >= 0 && next != '\n' && line.size() < LONGEST) {
            line.write(next);
            next = read();
        }
        if (next != '\n' || line.size() == 0) {
            throw new VerificationException("a line is empty, too long, or has no end");
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(line.toByteArray()))
                    .toString();
        } catch (CharacterCodingException malformed) {
            throw new VerificationException("a line is no UTF-8");
        }
    }

    private int read() throws IOException, VerificationException {
        try {
            return lines.read();
        } catch (ZipException | EOFException damaged) {
            throw new VerificationException("it cannot be decompressed: " + damaged.getMessage());
        }
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }
}
