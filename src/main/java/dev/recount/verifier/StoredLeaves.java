package dev.recount.verifier;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.zip.InflaterInputStream;

/** The entries of a tree as a database keeps them, one after another. */
final class StoredLeaves implements AutoCloseable {

    private static final int WIDTH = 256;
    private static final int FETCH = 16;
    private static final Pattern ENTRY = Pattern.compile("[^\n]*\n[^\n]*\n[^\n]*\n");

    private final PreparedStatement select;
    private final ResultSet tiles;
    private final Deque<Leaf> waiting = new ArrayDeque<>();
    private boolean isLast;

    /**
     * An entry.
     *
     * @param hash its hash in the tree
     * @param text its text; empty if that is not kept
     */
    record Leaf(Digest hash, String text) {

        /** Tells whether its text is the one that was hashed. */
        boolean isWhole() {
            return Digest.leaf(text.getBytes(StandardCharsets.UTF_8)).equals(hash);
        }
    }

    StoredLeaves(Connection connection, String tree) throws SQLException {
        this.select = connection.prepareStatement(
                "SELECT hashes, entries FROM seal_tile WHERE tree = ? AND level = 0 ORDER BY number");
        select.setString(1, tree);
        select.setFetchSize(FETCH);
        this.tiles = select.executeQuery();
    }

    /** Returns the next one; nothing after the last. A tile that is not whole is the last one. */
    Optional<Leaf> next() throws SQLException {
        if (waiting.isEmpty() && !isLast && tiles.next()) {
            Digest[] hashes = Digest.all(tiles.getBytes(1));
            String[] texts = ENTRY.matcher(unpacked(tiles.getBytes(2)))
                    .results()
                    .map(MatchResult::group)
                    .toArray(String[]::new);
            for (int i = 0; i < hashes.length; i++) {
                waiting.add(new Leaf(hashes[i], i < texts.length ? texts[i] : ""));
            }
            isLast = hashes.length != WIDTH;
        }
        return Optional.ofNullable(waiting.poll());
    }

    /** What cannot be unpacked is no text that was hashed. */
    private static String unpacked(byte[] packed) {
        try (var unpacking = new InflaterInputStream(new ByteArrayInputStream(packed))) {
            return new String(unpacking.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException changed) {
            return "";
        }
    }

    @Override
    public void close() throws SQLException {
        tiles.close();
        select.close();
    }
}
