package dev.recount.http.seals;

import dev.recount.http.answer.Problem;
import dev.recount.http.answer.ProblemException;
import dev.recount.seal.tree.TileId;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The place of a tile as {@code tlog-tiles} writes it into paths: its level, its number in groups of three digits, and
 * its width where it is not whole.
 *
 * @param width how many hashes or entries of it
 */
record TilePath(TileId id, int width) {

    private static final String LEAVES = "0";
    private static final Pattern FORM = Pattern.compile("(\\d|[1-5]\\d|6[0-3])/((?!x000)(?:x\\d{3}/){0,5}\\d{3})"
            + "(?:\\.p/([1-9]|[1-9]\\d|1\\d\\d|2[0-4]\\d|25[0-5]))?");

    /**
     * Reads the segments of a path after {@code tile}.
     *
     * @throws ProblemException if they name no tile
     */
    static TilePath ofHashes(List<String> segments) {
        return parse(String.join("/", segments));
    }

    /**
     * Reads the segments of a path after {@code tile/entries}.
     *
     * @throws ProblemException if they name no bundle
     */
    static TilePath ofEntries(List<String> segments) {
        return parse(LEAVES + "/" + String.join("/", segments));
    }

    private static TilePath parse(String path) {
        Matcher form = FORM.matcher(path);
        if (!form.matches()) {
            throw new ProblemException(Problem.notFound("there is no tile of this name"));
        }
        int level = Integer.parseInt(form.group(1));
        long number = Long.parseLong(form.group(2).replaceAll("[x/]", ""));
        int width = form.group(3) == null ? TileId.WIDTH : Integer.parseInt(form.group(3));
        return new TilePath(new TileId(level, number), width);
    }
}
