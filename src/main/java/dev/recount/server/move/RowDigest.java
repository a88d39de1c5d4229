package dev.recount.server.move;

import dev.recount.journal.HashChain;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rows of a table as they pass by: how many, and what tells them from any others, in whatever order they come. */
final class RowDigest {

    private final byte[] hash = new byte[32];
    private long count;

    /** The number and the digest of a table's rows. */
    record Seen(long count, String hash) {}

    /** Returns the values of the row at hand as every database takes them. */
    static MovedRow row(ResultSet row) throws SQLException {
        List<@Nullable Object> values = new ArrayList<>();
        for (int column = 1; column <= row.getMetaData().getColumnCount(); column++) {
            values.add(plain(row, column));
        }
        return new MovedRow(values);
    }

    /** Takes in a row. */
    void take(MovedRow row) {
        byte[] own = hash(row.values());
        for (int i = 0; i < hash.length; i++) {
            hash[i] ^= own[i];
        }
        count++;
    }

    private static @Nullable Object plain(ResultSet row, int column) throws SQLException {
        return switch (row.getObject(column)) {
            case Blob bytes -> bytes.getBytes(1, (int) bytes.length());
            case Clob text -> text.getSubString(1, (int) text.length());
            case java.sql.Timestamp _ -> row.getObject(column, OffsetDateTime.class);
            case null -> null;
            case Object value -> value;
        };
    }

    private static byte[] hash(List<@Nullable Object> values) {
        MessageDigest digest = HashChain.sha256();
        for (Object value : values) {
            byte[] bytes = bytes(value);
            digest.update(ByteBuffer.allocate(Integer.BYTES)
                    .putInt(value == null ? -1 : bytes.length)
                    .flip());
            digest.update(bytes);
        }
        return digest.digest();
    }

    private static byte[] bytes(@Nullable Object value) {
        return switch (value) {
            case byte[] bytes -> bytes;
            case OffsetDateTime time -> time.toInstant().toString().getBytes(StandardCharsets.UTF_8);
            case null -> new byte[0];
            case Object other -> other.toString().getBytes(StandardCharsets.UTF_8);
        };
    }

    long count() {
        return count;
    }

    Seen seen() {
        return new Seen(count, HexFormat.of().formatHex(hash));
    }
}
