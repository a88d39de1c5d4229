package dev.recount.verifier;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;

/**
 * A receipt as the server gives it: a {@code tlog-proof} of the C2SP project whose extra data is a JSON object.
 *
 * @param extra the text of the extra data
 * @param index the index of the entry in the tree
 * @param path the hashes that prove it
 * @param note the checkpoint
 */
record ReceiptFile(String extra, long index, List<Digest> path, String note) {

    private static final String FIRST = "c2sp.org/tlog-proof@v1";

    private static final Set<String> WITHOUT_EVENT = Set.of("stream", "version", "hash");
    private static final Set<String> WITH_EVENT = Set.of("stream", "version", "hash", "name", "payload");
    private static final Set<String> WITHOUT_REJECTION = Set.of("stream", "rejection", "recorded", "hash");
    private static final Set<String> WITH_REJECTION = Set.of("stream", "rejection", "recorded", "hash", "payload");

    static ReceiptFile parse(String text) throws VerificationException {
        int end = text.indexOf("\n\n");
        String[] lines = text.substring(0, Math.max(end, 0)).split("\n", -1);
        if (lines.length < 3
                || !lines[0].equals(FIRST)
                || !lines[1].startsWith("extra ")
                || !lines[2].matches("index (0|[1-9]\\d{0,17})")) {
            throw new VerificationException("no receipt");
        }
        var path = new ArrayList<Digest>();
        for (int i = 3; i < lines.length; i++) {
            path.add(Digest.parse(lines[i]));
        }
        try {
            String extra = new String(
                    Base64.getDecoder().decode(lines[1].substring("extra ".length())), StandardCharsets.UTF_8);
            return new ReceiptFile(
                    extra, Long.parseLong(lines[2].substring("index ".length())), path, text.substring(end + 2));
        } catch (IllegalArgumentException malformed) {
            throw new VerificationException("no receipt: " + malformed.getMessage());
        }
    }

    /**
     * Makes sure that the receipt proves what it says, and returns that in a sentence.
     *
     * @throws VerificationException if it does not
     */
    String require(List<SealKey> keys) throws VerificationException {
        SignedCheckpoint checkpoint = SignedCheckpoint.parse(note, keys);
        JsonObject said = JsonObject.parse(extra);
        String what = checkpoint.isOfRejections() ? rejection(said, checkpoint) : event(said, checkpoint);
        return what + ", is entry " + index + " of " + checkpoint.origin() + ", which had " + checkpoint.size()
                + " entries";
    }

    private String event(JsonObject said, SignedCheckpoint checkpoint) throws VerificationException {
        boolean hasEvent = said.has("payload");
        said.requireNames(hasEvent ? WITH_EVENT : WITHOUT_EVENT, Set.of());
        String stream = said.line("stream");
        String version = Long.toString(said.count("version"));
        String hash = said.line("hash");
        if (hasEvent) {
            requireHash("event", Entry.hash(said.line("name"), payload("event", said)), hash);
        }
        Proofs.requireInclusion(Entry.leaf(stream, version, hash), index, path, checkpoint);
        return (hasEvent ? "the event in the receipt, " : "event ") + version + " of " + stream;
    }

    private String rejection(JsonObject said, SignedCheckpoint checkpoint) throws VerificationException {
        boolean hasContent = said.has("payload");
        said.requireNames(hasContent ? WITH_REJECTION : WITHOUT_REJECTION, Set.of());
        var entry = new RejectionEntry(
                said.line("stream"), said.count("rejection"), said.line("recorded"), said.line("hash"));
        if (hasContent) {
            requireHash("rejection", RejectionEntry.hash(payload("rejection", said)), entry.hash());
        }
        Proofs.requireInclusion(entry.leaf(), index, path, checkpoint);
        return (hasContent ? "the rejection in the receipt, " + entry.number() + " of " + entry.stream() : entry)
                + ", recorded at " + entry.recorded();
    }

    private static byte[] payload(String what, JsonObject said) throws VerificationException {
        try {
            return Base64.getDecoder().decode(said.text("payload"));
        } catch (IllegalArgumentException malformed) {
            throw new VerificationException("the " + what + " in the receipt is not in base64");
        }
    }

    private static void requireHash(String what, Digest found, String hash) throws VerificationException {
        if (!found.equals(Digest.parse(hash))) {
            throw new VerificationException("the " + what + " in the receipt does not have the hash that was sealed");
        }
    }
}
