package dev.recount.verifier;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The form in which a rejection is an entry of a tree.
 *
 * @param number the number of the rejection in its journal
 * @param recorded when it was recorded, to the microsecond
 * @param hash the hash of what else is stored of it, in base64
 */
record RejectionEntry(String stream, long number, String recorded, String hash) {

    private static final Pattern TEXT = Pattern.compile("([^\\n]+)\nrejection ([1-9]\\d{0,17}) ([^\\n]+)\n([^\\n]+)\n");

    static RejectionEntry parse(String text) throws VerificationException {
        Matcher form = TEXT.matcher(text);
        if (!form.matches()) {
            throw new VerificationException("an entry of the tree is none of a rejection");
        }
        return new RejectionEntry(form.group(1), Long.parseLong(form.group(2)), form.group(3), form.group(4));
    }

    /** Returns the hash of what is stored of a rejection. */
    static Digest hash(byte[] content) {
        return Digest.of(content);
    }

    /** Returns the time at which it was recorded. */
    Instant time() throws VerificationException {
        try {
            return Instant.parse(recorded);
        } catch (DateTimeException malformed) {
            throw new VerificationException("an entry of the tree has no time: " + malformed.getMessage());
        }
    }

    /** Returns the hash of the entry. */
    Digest leaf() {
        return Digest.leaf((stream + "\nrejection " + number + ' ' + recorded + '\n' + hash + '\n')
                .getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String toString() {
        return "rejection " + number + " of " + stream;
    }
}
