package dev.recount.bench.sql.insert;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/** PostgreSQL's COPY, in its binary form. */
public final class Copy implements Insert {

    private static final String SQL =
            "COPY event_journal (persistence_id, sequence_number, event_payload, event_hash, writer, write_timestamp,"
                    + " adapter_manifest, event_ser_id, event_ser_manifest) FROM STDIN WITH (FORMAT binary)";

    private static final byte[] SIGNATURE = {'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xFF, '\r', '\n', 0};
    private static final byte[] WRITER = text("3c9d0b52-64b4-4b8e-b6a5-2f7e6d0c4a11");
    private static final byte[] MANIFEST = text("account.Deposited/1");
    private static final long TIMESTAMP = 1_577_836_800_123L;
    private static final int SERIALIZER = 7_301;
    private static final int COLUMNS = 9;

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void insert(Connection connection, List<BenchRow> rows) throws SQLException {
        byte[] bytes = binary(rows);
        CopyIn copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(SQL);
        copy.writeToCopy(bytes, 0, bytes.length);
        copy.endCopy();
    }

    private static byte[] binary(List<BenchRow> rows) {
        var bytes = new ByteArrayOutputStream(rows.size() * 700);
        try (var out = new DataOutputStream(bytes)) {
            out.write(SIGNATURE);
            out.writeInt(0);
            out.writeInt(0);
            for (BenchRow row : rows) {
                out.writeShort(COLUMNS);
                write(out, text(row.persistenceId()));
                write(out, row.sequenceNumber());
                write(out, row.payload());
                write(out, row.hash());
                write(out, WRITER);
                write(out, TIMESTAMP);
                out.writeInt(0);
                out.writeInt(Integer.BYTES);
                out.writeInt(SERIALIZER);
                write(out, MANIFEST);
            }
            out.writeShort(-1);
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
        return bytes.toByteArray();
    }

    private static void write(DataOutputStream out, byte[] value) throws IOException {
        out.writeInt(value.length);
        out.write(value);
    }

    private static void write(DataOutputStream out, long value) throws IOException {
        out.writeInt(Long.BYTES);
        out.writeLong(value);
    }
}
