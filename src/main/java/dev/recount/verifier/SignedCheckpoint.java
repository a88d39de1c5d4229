package dev.recount.verifier;

import java.util.List;
import java.util.regex.Pattern;

/** A checkpoint whose signature was checked ({@code tlog-checkpoint} of the C2SP project). */
record SignedCheckpoint(String origin, long size, Digest root) {

    private static final Pattern OF_REJECTIONS = Pattern.compile(".+/rejections/[0-9a-f]{16}");

    /** Tells whether it is of a tree of rejections, as its name says, and not of one of events. */
    boolean isOfRejections() {
        return OF_REJECTIONS.matcher(origin).matches();
    }

    /**
     * Reads a checkpoint.
     *
     * @throws VerificationException if it is none, or was signed by none of the keys
     */
    static SignedCheckpoint parse(String note, List<SealKey> keys) throws VerificationException {
        int end = note.lastIndexOf("\n\n");
        if (end < 0) {
            throw new VerificationException("no signed note");
        }
        String text = note.substring(0, end + 1);
        String[] lines = text.split("\n", -1);
        List<SealKey> own =
                keys.stream().filter(key -> key.name().equals(lines[0])).toList();
        if (note.substring(end + 2)
                .lines()
                .noneMatch(line -> own.stream().anyMatch(key -> key.isSignature(line, text)))) {
            throw new VerificationException("the checkpoint is not signed by "
                    + keys.stream().map(SealKey::name).distinct().toList());
        }
        if (lines.length < 3 || !lines[1].matches("0|[1-9]\\d{0,17}")) {
            throw new VerificationException("no checkpoint of " + lines[0]);
        }
        return new SignedCheckpoint(lines[0], Long.parseLong(lines[1]), Digest.parse(lines[2]));
    }
}
