package dev.recount.verifier;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The manifest of a segment of an export.
 *
 * @param from the index of the first entry
 * @param to the index after the last one
 * @param file the name of the segment's file
 * @param sha256 the hash of that, in hexadecimal
 * @param edge the right edge of the tree as of {@code to}
 * @param checkpoint the file of the checkpoint that it is under
 * @param note what that file has
 */
record SegmentFile(
        int journal,
        String origin,
        long from,
        long to,
        String file,
        long bytes,
        String sha256,
        Place first,
        Place last,
        List<Digest> edge,
        String checkpoint,
        String note) {

    static final Pattern NAME = Pattern.compile("(\\d{12,18})\\.manifest\\.json");

    private static final Set<String> FIELDS =
            Set.of("format", "journal", "origin", "from", "to", "file", "first", "last", "edge", "checkpoint", "note");

    /** A place in the log of a journal. */
    record Place(long transaction, long ordering) {

        static Place of(JsonObject json) throws VerificationException {
            json.requireNames(Set.of("transaction", "ordering"), Set.of());
            return new Place(json.number("transaction"), json.number("ordering"));
        }

        boolean isAfter(Place other) {
            return transaction > other.transaction || (transaction == other.transaction && ordering > other.ordering);
        }
    }

    /**
     * Returns the text of a file.
     *
     * @throws VerificationException if it holds something that is no text
     */
    static String text(Path path) throws IOException, VerificationException {
        try {
            return Files.readString(path, StandardCharsets.UTF_8);
        } catch (CharacterCodingException noText) {
            throw new VerificationException("it holds bytes that are no UTF-8");
        }
    }

    /**
     * Reads one.
     *
     * @throws VerificationException if it is none, or is not what its name says
     */
    static SegmentFile read(Path path) throws IOException, VerificationException {
        JsonObject json = JsonObject.parse(text(path));
        if (json.number("format") != 1) {
            throw new VerificationException("its format is " + json.number("format") + ", and known is 1");
        }
        json.requireNames(FIELDS, Set.of());
        JsonObject stored = json.object("file");
        stored.requireNames(Set.of("name", "bytes", "sha256"), Set.of());
        var segment = new SegmentFile(
                (int) json.count("journal"),
                json.line("origin"),
                json.count("from"),
                json.count("to"),
                stored.line("name"),
                stored.count("bytes"),
                stored.line("sha256"),
                Place.of(json.object("first")),
                Place.of(json.object("last")),
                json.hashes("edge"),
                json.line("checkpoint"),
                json.text("note"));
        segment.requireName(String.valueOf(path.getFileName()));
        return segment;
    }

    private void requireName(String manifest) throws VerificationException {
        Matcher name = NAME.matcher(manifest);
        if (!name.matches()
                || Long.parseLong(name.group(1)) != from
                || from >= to
                || !file.equals("%012d-%012d.jsonl.gz".formatted(from, to))) {
            throw new VerificationException("it is the manifest of another segment");
        }
        if (edge.size() != Long.bitCount(to)) {
            throw new VerificationException("its edge is not that of " + to + " entries");
        }
    }
}
