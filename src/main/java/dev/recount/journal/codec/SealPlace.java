package dev.recount.journal.codec;

import dev.recount.journal.correction.Correction;
import dev.recount.model.StreamId;
import java.nio.charset.StandardCharsets;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * A place where personal data is kept, to which its encryption is bound: what is found elsewhere cannot be opened.
 *
 * @param stream the stream, which is also the person whom what names nobody is of
 * @param name the name of the place within the stream
 * @param field makes the name of a field of the path to it
 */
record SealPlace(StreamId stream, String name, UnaryOperator<String> field) {

    /** The way to the data of an event that a correction gives. */
    private static final Pattern CORRECTED = Pattern.compile("^(/data)?(/proposed/\\d+)?/read/\\d+/data");

    /** Returns the place of an event. */
    static SealPlace event(StreamId stream, long version, String storedName) {
        return Correction.isReserved(storedName)
                ? correction(stream)
                : new SealPlace(stream, Long.toString(version), UnaryOperator.identity());
    }

    /** Returns the place of the data of a correction. */
    static SealPlace correction(StreamId stream) {
        return new SealPlace(
                stream, "corrected", path -> CORRECTED.matcher(path).replaceFirst(""));
    }

    /** Returns the place of the data of an event that a correction gives: the same wherever the correction is told. */
    static SealPlace corrected(StreamId stream) {
        return new SealPlace(stream, "corrected", UnaryOperator.identity());
    }

    /** Returns the place of a saved state. */
    static SealPlace state(StreamId stream, long version) {
        return new SealPlace(stream, "state " + version, UnaryOperator.identity());
    }

    /** Returns the place of a rejected command. */
    static SealPlace rejected(StreamId stream, String commandId) {
        return new SealPlace(stream, "rejected " + commandId, UnaryOperator.identity());
    }

    /** Returns the place of a command that a handler has sent to a stream. */
    static SealPlace sent(StreamId stream, String handler) {
        return new SealPlace(stream, "sent " + handler, UnaryOperator.identity());
    }

    /** Returns that to which the encryption of a field is bound. */
    byte[] context(String path) {
        return (stream + "\n" + name + "\n" + field.apply(path)).getBytes(StandardCharsets.UTF_8);
    }
}
