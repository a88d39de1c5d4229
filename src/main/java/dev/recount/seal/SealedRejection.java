package dev.recount.seal;

import dev.recount.decision.StoredRejection;
import dev.recount.log.position.LogPlace;
import dev.recount.model.StreamId;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A rejection as an entry of a tree, which is never like one of an event.
 *
 * @param number its number among those of its journal
 * @param recorded when it was recorded, to the microsecond
 * @param hash the hash of what else is stored of it, in base64
 */
record SealedRejection(StreamId stream, long number, Instant recorded, String hash) {

    private static final Pattern TEXT = Pattern.compile(
            "(?<stream>[^\\n]+)\nrejection (?<number>[1-9]\\d{0,17}) (?<recorded>[^\\n]+)\n(?<hash>[^\\n]+)\n");

    static SealedRejection of(StoredRejection rejection) {
        return new SealedRejection(rejection.stream(), rejection.number(), rejection.recorded(), rejection.hash());
    }

    /** Reads the text of an entry; nothing if it is none of a rejection. */
    static Optional<SealedRejection> parse(String text) {
        Matcher form = TEXT.matcher(text);
        if (!form.matches()) {
            return Optional.empty();
        }
        return Optional.of(new SealedRejection(
                StreamId.parse(form.group("stream")),
                Long.parseLong(form.group("number")),
                Instant.parse(form.group("recorded")),
                form.group("hash")));
    }

    /** Returns the place of a number in the order of the entries. */
    static LogPlace place(long number) {
        return new LogPlace(0, number);
    }

    /** Returns when it was recorded, as the entry says it. */
    String time() {
        return StoredRejection.text(recorded);
    }

    /** Returns the entry: stream, number and time, and the hash, each with the end of a line. */
    Leaf leaf() {
        return new Leaf(place(number), stream + "\nrejection " + number + ' ' + time() + '\n' + hash + '\n');
    }

    @Override
    public String toString() {
        return "rejection " + number + " of " + stream;
    }
}
