package dev.recount.archive.s3;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A place in a store of objects, written {@code s3://BUCKET/PREFIX}.
 *
 * @param prefix what the names of all objects begin with, without a slash at its ends; empty for the whole bucket
 */
public record S3Location(String bucket, String prefix) {

    private static final String SCHEME = "s3://";
    private static final Pattern FORM =
            Pattern.compile(SCHEME + "([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])(?:/([\\w!.*'() -]+(?:/[\\w!.*'() -]+)*)?/?)?");
    private static final Pattern DOTS = Pattern.compile("(^|.*/)\\.{1,2}(/.*|$)");

    /** Tells whether a text is meant to be such a place. */
    public static boolean isMeant(String text) {
        return text.startsWith(SCHEME);
    }

    /**
     * Reads one.
     *
     * @throws IllegalArgumentException if it is none
     */
    public static S3Location parse(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            throw new IllegalArgumentException(
                    "must be s3://BUCKET/PREFIX, with a prefix of letters, digits and -_.!*'() between slashes, not "
                            + text);
        }
        String prefix = form.group(2) == null ? "" : form.group(2);
        if (DOTS.matcher(prefix).matches()) {
            throw new IllegalArgumentException("must have no . or .. between slashes, not " + text);
        }
        return new S3Location(form.group(1), prefix);
    }

    /** Returns the name of the object that is a file. */
    String key(String file) {
        return prefix.isEmpty() ? file : prefix + "/" + file;
    }

    /** Returns how a file is told. */
    String path(String file) {
        return SCHEME + bucket + "/" + key(file);
    }

    @Override
    public String toString() {
        return SCHEME + bucket + (prefix.isEmpty() ? "" : "/" + prefix);
    }
}
