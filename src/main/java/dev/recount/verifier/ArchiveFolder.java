package dev.recount.verifier;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;

/**
 * The folder with the segments of a journal, in which the bytes of archived events are. Nothing in it is believed:
 * what it gives makes the entry that was sealed, or does not.
 */
final class ArchiveFolder {

    /** What stands for the bytes of an event that is archived: the segment, where its block begins, and which line. */
    private static final Pattern PLACE = Pattern.compile("\0(\\d{1,9}):(\\d{1,9}:\\d{1,9})");

    private static final int LONGEST = 30;
    private static final int GZIP_HEADER = 10;
    private static final int GZIP_TRAILER = 8;
    private static final int SEGMENTS_IN_MEMORY = 4;

    /** More than any block has that was stored: one that was changed must not fill the memory. */
    private static final int MOST_OF_BLOCK = 32 << 20;

    private final Connection connection;
    private final Optional<Path> folder;
    private final Map<String, Map<String, String>> lines = new LinkedHashMap<>();

    ArchiveFolder(Connection connection, Optional<Path> folder) {
        this.connection = connection;
        this.folder = folder;
    }

    /**
     * Returns the numbers of the segments that are noted as deleted; none in a database of a time when none could be.
     */
    Set<Integer> deleted() throws SQLException {
        Set<Integer> deleted = new HashSet<>();
        try (Statement select = connection.createStatement()) {
            try (ResultSet known = select.executeQuery("SELECT 1 FROM information_schema.columns"
                    + " WHERE table_name = 'archive_segment' AND column_name = 'deleted_at'")) {
                if (!known.next()) {
                    return deleted;
                }
            }
            try (ResultSet row =
                    select.executeQuery("SELECT number FROM archive_segment WHERE deleted_at IS NOT NULL")) {
                while (row.next()) {
                    deleted.add(row.getInt(1));
                }
            }
        }
        return deleted;
    }

    /** Returns the number of the segment that an event is in, by the bytes that its row holds; 0 if it is in none. */
    static int segment(byte[] held) {
        Matcher place = place(held);
        return place.matches() ? Integer.parseInt(place.group(1)) : 0;
    }

    private static Matcher place(byte[] held) {
        return PLACE.matcher(held.length > LONGEST ? "" : new String(held, StandardCharsets.ISO_8859_1));
    }

    /**
     * Returns the bytes of an event: those that its row holds, unless it is archived.
     *
     * @throws IOException if its segment cannot be read
     * @throws IllegalArgumentException if it is archived, and no folder is known
     */
    byte[] payload(String stream, String version, byte[] held) throws SQLException, IOException {
        Matcher place = place(held);
        if (!place.matches()) {
            return held;
        }
        Path root = folder.orElseThrow(() -> new IllegalArgumentException(
                stream + "@" + version + " is archived: --archive DIR has to say where the segments are"));
        String file = file(Integer.parseInt(place.group(1)));
        return file.isEmpty()
                ? held
                : payload(stream, version, segment(root, file).getOrDefault(place.group(2), ""), held);
    }

    private static byte[] payload(String stream, String version, String line, byte[] held) {
        try {
            JsonObject row = JsonObject.parse(line);
            boolean isThis = row.text("stream").equals(stream)
                    && Long.toString(row.number("version")).equals(version);
            return isThis ? Base64.getDecoder().decode(row.text("payload")) : held;
        } catch (VerificationException | IllegalArgumentException changed) {
            return held;
        }
    }

    private String file(int segment) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("SELECT file FROM archive_segment WHERE number = ?")) {
            select.setInt(1, segment);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? row.getString(1) : "";
            }
        }
    }

    private Map<String, String> segment(Path root, String file) throws IOException {
        Map<String, String> known = lines.get(file);
        if (known == null) {
            Path place = root.resolve(file).normalize();
            known = place.startsWith(root.normalize()) ? read(Files.readAllBytes(place)) : Map.of();
            if (lines.size() == SEGMENTS_IN_MEMORY) {
                lines.remove(lines.keySet().iterator().next());
            }
            lines.put(file, known);
        }
        return known;
    }

    /** Returns the lines of all blocks by their places; from a block that was changed on, none. */
    private static Map<String, String> read(byte[] content) {
        var found = new HashMap<String, String>();
        int offset = 0;
        while (offset + GZIP_HEADER < content.length) {
            var inflater = new Inflater(true);
            int start = offset + GZIP_HEADER;
            try (InputStream block = new InflaterInputStream(
                    new ByteArrayInputStream(content, start, content.length - start), inflater)) {
                List<String> all = new String(block.readNBytes(MOST_OF_BLOCK), StandardCharsets.UTF_8)
                        .lines()
                        .toList();
                for (int line = 0; line < all.size(); line++) {
                    found.put(offset + ":" + line, all.get(line));
                }
                offset = start + (int) inflater.getBytesRead() + GZIP_TRAILER;
            } catch (IOException changed) {
                return found;
            } finally {
                inflater.end();
            }
        }
        return found;
    }
}
