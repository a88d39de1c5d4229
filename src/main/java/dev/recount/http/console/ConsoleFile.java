package dev.recount.http.console;

import dev.recount.http.answer.Compression;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import org.apache.pekko.http.javadsl.model.ContentType;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.util.ByteString;

/**
 * A file of the console.
 *
 * @param type the type of its content
 * @param plain its content
 * @param compressed its content, by gzip
 * @param digest a digest of its content
 */
record ConsoleFile(ContentType type, ByteString plain, ByteString compressed, String digest) {

    private static final int DIGEST_LENGTH = 16;

    private static final Map<String, ContentType> TYPES = Map.of(
            "html", ContentTypes.parse("text/html; charset=UTF-8"),
            "css", ContentTypes.parse("text/css; charset=UTF-8"),
            "js", ContentTypes.parse("text/javascript; charset=UTF-8"),
            "svg", ContentTypes.parse("image/svg+xml"));

    /**
     * Makes a file of its content.
     *
     * @throws IllegalArgumentException if the type is not one of those that the console has
     */
    static ConsoleFile of(String name, ByteString content) {
        ContentType type = TYPES.get(name.substring(name.lastIndexOf('.') + 1));
        if (type == null) {
            throw new IllegalArgumentException("the console has files of " + TYPES.keySet() + ", and not " + name);
        }
        return new ConsoleFile(type, content, Compression.of(content), digest(content));
    }

    /** Returns a digest of a content, short enough to stand in an address. */
    static String digest(ByteString content) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(content.toArray());
            return HexFormat.of().formatHex(hash).substring(0, DIGEST_LENGTH);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
