package dev.recount.decision;

import dev.recount.database.Database;
import dev.recount.database.DatabaseKind;
import dev.recount.database.sql.Statements;
import dev.recount.database.sql.StorableText;
import dev.recount.database.sql.Transactions;
import dev.recount.journal.codec.EventReader;
import dev.recount.json.MalformedException;
import dev.recount.json.NamedTexts;
import dev.recount.model.Metadata;
import dev.recount.model.Principal;
import dev.recount.model.StreamId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * The table of rejections. Its rows are numbered in the order of their commits, so that a reader who goes on after the
 * last number it has seen misses none.
 */
final class RejectionTable {

    /** Any number that nothing else locks by. */
    private static final long NUMBERING_LOCK = 0x7265_6a65_6374L;

    private static final int DELETED_AT_ONCE = 1_000;

    private static final String INSERT = """
            INSERT INTO rejection (stream_type, stream_id, stream_version, command_id, command_name, command_data,
                reason, message, time, recorded, principal, correlation, causation, rules, command_revision,
                metadata)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""";

    private final DatabaseKind kind;
    private final Transactions transactions;
    private final EventReader reader;
    private volatile long settled;

    RejectionTable(Database database, DataSource pool, EventReader reader) {
        this.reader = reader;
        this.kind = database.kind();
        this.transactions = new Transactions(pool, "the record of rejections cannot be reached");
        this.settled = transactions.run(statements -> last(statements));
    }

    /**
     * Writes rows into an open transaction; they are shown once that is committed, and what is then to be done has
     * been.
     */
    Runnable write(Connection connection, List<Rejection> rejections) throws SQLException {
        if (kind == DatabaseKind.POSTGRESQL) {
            new Statements(connection)
                    .select("SELECT 1 FROM pg_advisory_xact_lock(?)", row -> row.getInt(1), NUMBERING_LOCK);
        }
        try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
            for (Rejection rejection : rejections) {
                bind(insert, rejection);
                insert.addBatch();
            }
            insert.executeBatch();
        }
        long last = last(new Statements(connection));
        return () -> settled = last;
    }

    /**
     * H2 shows what is committed a moment before it has written that to its file, and may give the same numbers again
     * when it is killed in that moment. What other nodes commit to PostgreSQL is not known here, and need not be.
     */
    private long last(Statements statements) throws SQLException {
        return switch (kind) {
            case POSTGRESQL -> Long.MAX_VALUE;
            case H2 ->
                statements
                        .select("SELECT COALESCE(MAX(id), 0) FROM rejection", row -> row.getLong(1))
                        .getFirst();
        };
    }

    private static void bind(PreparedStatement insert, Rejection rejection) throws SQLException {
        RecordedDecision.Rejected decision = rejection.decision();
        DecidedCommand command = decision.command();
        Metadata metadata = command.metadata();
        @Nullable
        Object[] values = {
            rejection.stream().type(),
            rejection.stream().id(),
            decision.version().isPresent() ? decision.version().getAsLong() : null,
            command.id(),
            StorableText.of(command.name()),
            command.data().orElse(null),
            StorableText.of(decision.reason()),
            StorableText.of(decision.message()),
            metadata.time().atOffset(ZoneOffset.UTC),
            metadata.recorded().atOffset(ZoneOffset.UTC),
            StorableText.of(metadata.principal().name()),
            StorableText.of(metadata.correlation()),
            metadata.causation().map(StorableText::of).orElse(null),
            command.rules().orElse(null),
            command.revision(),
            metadata.own().isEmpty() ? null : NamedTexts.write(metadata.own())
        };
        for (int i = 0; i < values.length; i++) {
            insert.setObject(i + 1, values[i]);
        }
    }

    /** Returns a stream's rejections after a number, in the order in which they were recorded, at most so many. */
    List<RecordedRejection> after(StreamId stream, long number, int limit) {
        return transactions.run(
                statements -> statements.select("""
                SELECT * FROM rejection WHERE stream_type = ? AND stream_id = ? AND id > ? AND id <= ?
                ORDER BY id LIMIT ?""", this::read, stream.type(), stream.id(), number, settled, limit));
    }

    /** Returns the rejections of all streams after a number, in the order in which they were recorded. */
    List<RecordedRejection> after(long number, int limit) {
        return transactions.run(statements -> statements.select(
                "SELECT * FROM rejection WHERE id > ? AND id <= ? ORDER BY id LIMIT ?",
                this::read,
                number,
                settled,
                limit));
    }

    /** Returns the number of the last rejection, 0 if there is none, or none any more. */
    long lastNumber() {
        return transactions
                .run(statements -> statements.select(
                        "SELECT COALESCE(MAX(id), 0) FROM rejection WHERE id <= ?", row -> row.getLong(1), settled))
                .getFirst();
    }

    /** Returns the rejections of all streams after a number, as they are stored, in their order, at most so many. */
    List<StoredRejection> stored(long number, int limit) {
        return transactions.run(statements -> statements.select(
                "SELECT * FROM rejection WHERE id > ? AND id <= ? ORDER BY id LIMIT ?",
                RejectionTable::stored,
                number,
                settled,
                limit));
    }

    private static StoredRejection stored(ResultSet row) throws SQLException {
        return new StoredRejection(
                row.getLong("id"), stream(row), StoredRow.time(row, "recorded"), StoredRow.content(row));
    }

    /** Returns when the oldest one was recorded, if there is any. */
    Optional<Instant> oldest() {
        return transactions
                .run(statements -> statements.select(
                        "SELECT recorded FROM rejection WHERE id <= ? ORDER BY recorded LIMIT 1",
                        row -> StoredRow.time(row, "recorded"),
                        settled))
                .stream()
                .findFirst();
    }

    private static StreamId stream(ResultSet row) throws SQLException {
        return new StreamId(row.getString("stream_type"), row.getString("stream_id"));
    }

    private RecordedRejection read(ResultSet row) throws SQLException {
        StreamId stream = stream(row);
        String id = row.getString("command_id");
        long version = row.getLong("stream_version");
        OptionalLong known = row.wasNull() ? OptionalLong.empty() : OptionalLong.of(version);
        var command = new DecidedCommand(
                id,
                row.getString("command_name"),
                row.getInt("command_revision"),
                Optional.ofNullable(row.getString("command_data")).flatMap(data -> data(stream, id, data)),
                new Metadata(
                        StoredRow.time(row, "time"),
                        StoredRow.time(row, "recorded"),
                        new Principal(row.getString("principal")),
                        row.getString("correlation"),
                        Optional.ofNullable(row.getString("causation")),
                        own(row)),
                Optional.ofNullable(row.getString("rules")));
        return new RecordedRejection(
                row.getLong("id"),
                stream,
                new RecordedDecision.Rejected(command, known, row.getString("reason"), row.getString("message")));
    }

    private static Map<String, String> own(ResultSet row) throws SQLException {
        String noted = row.getString("metadata");
        return noted == null ? Map.of() : NamedTexts.read(noted);
    }

    /** What cannot be read any more counts as not recorded. */
    private Optional<String> data(StreamId stream, String commandId, String kept) {
        try {
            return Optional.of(reader.rejected(stream, commandId, kept));
        } catch (MalformedException unreadable) {
            return Optional.empty();
        }
    }

    /** Deletes some of those recorded before a time, in one short transaction; tells whether there may be more. */
    boolean deleteSome(Instant before) {
        return transactions.run(statements -> statements.update(
                        "DELETE FROM rejection WHERE id IN"
                                + " (SELECT id FROM rejection WHERE recorded < ? ORDER BY recorded LIMIT ?)",
                        before.atOffset(ZoneOffset.UTC),
                        DELETED_AT_ONCE))
                == DELETED_AT_ONCE;
    }
}
