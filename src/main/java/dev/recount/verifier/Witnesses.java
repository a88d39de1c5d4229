package dev.recount.verifier;

import java.util.List;

/**
 * The witnesses whose cosignatures count.
 *
 * @param keys their keys, each of another witness
 * @param needed how many of them must have signed a checkpoint
 */
record Witnesses(List<SealKey> keys, int needed) {

    /**
     * Names them.
     *
     * @param needed how many must have signed; empty if all
     * @throws IllegalArgumentException if it is no number, or more than there are
     */
    static Witnesses of(List<SealKey> keys, String needed) {
        List<SealKey> different = keys.stream().distinct().toList();
        if (!needed.matches("\\d{0,4}")) {
            throw new IllegalArgumentException("--witnesses-needed: must be a number, not " + needed);
        }
        int most = different.size();
        int least = needed.isEmpty() ? most : Integer.parseInt(needed);
        if (least > most) {
            throw new IllegalArgumentException(
                    "--witnesses-needed: must be no more than there are witnesses, which are " + most
                            + ", each with a key of its own (--witness)");
        }
        return new Witnesses(different, least);
    }

    boolean areNeeded() {
        return needed > 0;
    }

    /**
     * Makes sure that enough have signed a checkpoint, and returns in words who has.
     *
     * @throws VerificationException if fewer have
     */
    String require(String note) throws VerificationException {
        int end = note.lastIndexOf("\n\n");
        String text = note.substring(0, end + 1);
        List<String> lines = note.substring(end + 2).lines().toList();
        List<SealKey> signers = keys.stream()
                .filter(key -> lines.stream().anyMatch(line -> key.isSignature(line, text)))
                .toList();
        if (signers.size() < needed) {
            throw new VerificationException("the checkpoint has valid cosignatures of " + signers + ", and needs "
                    + needed + " of the witnesses " + keys);
        }
        return areNeeded() ? ", cosigned by " + signers : "";
    }
}
