package dev.recount.seal.store;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterOutputStream;

/** A text as compressed bytes (RFC 1950); no bytes for none. */
final class PackedText {

    private PackedText() {}

    static byte[] pack(String text) {
        return text.isEmpty() ? new byte[0] : packed(text);
    }

    private static byte[] packed(String text) {
        var bytes = new ByteArrayOutputStream();
        var deflater = new Deflater(Deflater.BEST_SPEED); // most of it are hashes, which no effort makes smaller
        try (var packing = new DeflaterOutputStream(bytes, deflater)) {
            packing.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException memoryFailsNever) {
            throw new UncheckedIOException(memoryFailsNever);
        } finally {
            deflater.end();
        }
        return bytes.toByteArray();
    }

    /** Returns the text; none where the bytes are not those of one, as who reads it holds it against hashes anyway. */
    static String unpack(byte[] packed) {
        var bytes = new ByteArrayOutputStream();
        try (var unpacking = new InflaterOutputStream(bytes)) {
            unpacking.write(packed);
        } catch (IOException changed) {
            return "";
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
