package dev.recount.verifier;

import dev.recount.verifier.SegmentFile.Place;
import java.util.Base64;
import java.util.Set;

/**
 * A line of a segment: an entry of the tree, hashed from the bytes of the event that it has.
 *
 * @param name the stream and the version
 */
record SegmentLine(long index, String name, Place place, Digest leaf) {

    private static final Set<String> FIELDS = Set.of(
            "index",
            "stream",
            "version",
            "name",
            "payload",
            "place",
            "deleted",
            "writer",
            "time",
            "adapter",
            "serializer");

    private static final Set<String> POSSIBLE = Set.of("hash", "metaPayload", "metaSerializer", "metaName");

    static SegmentLine parse(String line) throws VerificationException {
        JsonObject json = JsonObject.parse(line);
        json.requireNames(FIELDS, POSSIBLE);
        String stream = json.line("stream");
        String version = Long.toString(json.count("version"));
        Digest hash = Entry.hash(json.line("name"), payload(json));
        if (json.flag("deleted") || (json.has("hash") && !json.line("hash").equals(hash.base64()))) {
            throw new VerificationException(stream + "@" + version + " is not whole");
        }
        return new SegmentLine(
                json.count("index"),
                stream + "@" + version,
                Place.of(json.object("place")),
                Entry.leaf(stream, version, hash.base64()));
    }

    private static byte[] payload(JsonObject json) throws VerificationException {
        try {
            return Base64.getDecoder().decode(json.text("payload"));
        } catch (IllegalArgumentException malformed) {
            throw new VerificationException("a payload is not in base64");
        }
    }
}
