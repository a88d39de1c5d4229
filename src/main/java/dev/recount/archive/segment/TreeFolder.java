package dev.recount.archive.segment;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The folder of one tree, and the names of the files in it, which sort as what is in them.
 *
 * @param journal the number of the journal, from 1
 * @param origin the name of the tree
 */
public record TreeFolder(int journal, String origin) {

    /** What no other tree ever has, at the end of a name; so it is a safe name of a folder too. */
    private static final Pattern END = Pattern.compile(".*/([0-9a-f]{16})");

    private static final Pattern MANIFEST = Pattern.compile("(\\d{12,18})\\.manifest\\.json");
    private static final Pattern CHECKPOINT = Pattern.compile("(\\d{12,18})\\.checkpoint");

    public TreeFolder {
        if (journal < 1 || !END.matcher(origin).matches()) {
            throw new IllegalArgumentException("no name of a tree of a journal: " + origin);
        }
    }

    /** Some entries of a tree: from an index up to another one, which is not among them. */
    public record Span(long from, long to) {}

    /** Returns the path of the folder. */
    public String path() {
        return "journal-" + journal + "/" + group(END.matcher(origin));
    }

    private static String group(Matcher matcher) {
        return matcher.matches() ? matcher.group(1) : "";
    }

    /** Returns the path of a file in the folder. */
    public String path(String file) {
        return path() + "/" + file;
    }

    /** Returns the name of the file of a segment. */
    public static String segment(Span span) {
        return number(span.from()) + "-" + number(span.to()) + ".jsonl.gz";
    }

    /**
     * Returns the name of the manifest of the segment that begins with an entry. So there can be one alone, of two that
     * are made at the same time.
     */
    public static String manifest(long from) {
        return number(from) + ".manifest.json";
    }

    /** Returns the name of the file of a checkpoint. */
    public static String checkpoint(long size) {
        return number(size) + ".checkpoint";
    }

    /** Returns the name of the file that proves that a checkpoint goes on from the one before it. */
    public static String consistency(long size) {
        return number(size) + ".consistency.json";
    }

    private static String number(long index) {
        return "%012d".formatted(index);
    }

    /** Tells whether a file has the name of a manifest. */
    public static boolean isManifest(String file) {
        return MANIFEST.matcher(file).matches();
    }

    /** Tells whether a file has the name of a checkpoint. */
    public static boolean isCheckpoint(String file) {
        return CHECKPOINT.matcher(file).matches();
    }

    /** Returns the first entry of a segment, as the name of its manifest says. */
    public static long from(String manifest) {
        Matcher name = MANIFEST.matcher(manifest);
        if (!name.matches()) {
            throw new IllegalArgumentException("no name of a manifest: " + manifest);
        }
        return Long.parseLong(name.group(1));
    }
}
