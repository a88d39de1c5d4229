package dev.recount.protection;

import dev.recount.database.Database;
import dev.recount.database.sql.Statements;
import dev.recount.database.sql.Transactions;
import dev.recount.journal.codec.Codecs;
import dev.recount.journal.codec.CommandProtection;
import dev.recount.journal.codec.CommandProtection.RejectedCommand;
import dev.recount.journal.codec.StreamCodec;
import dev.recount.model.StreamId;
import dev.recount.seal.store.SealTable;
import java.sql.SQLException;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The rejected commands that are protected, a page of them in each transaction. */
final class RejectionProtection {

    private static final int PAGE = 500;

    private final Codecs codecs;
    private final Findings findings;
    private final Clock clock;
    private final Map<String, CommandProtection> byType = new LinkedHashMap<>();

    RejectionProtection(Codecs codecs, Findings findings, Clock clock) {
        this.clock = clock;
        this.codecs = codecs;
        this.findings = findings;
        codecs.all().stream()
                .filter(StreamCodec::holdsPersonal)
                .forEach(codec -> byType.put(codec.type().name(), new CommandProtection(codec)));
    }

    /** A rejected command as its row has it. */
    private record Row(long id, StreamId stream, String commandId, RejectedCommand command) {}

    /** Goes through those of a journal. */
    void run(Database database, boolean isToProtect) {
        var transactions = new Transactions(database.pool(), "the rejected commands cannot be protected");
        Optional<Long> last = Optional.of(0L);
        while (last.isPresent()) {
            long after = last.get();
            last = transactions.run(statements -> page(statements, after, isToProtect));
        }
    }

    private Optional<Long> page(Statements statements, long after, boolean isToProtect) throws SQLException {
        List<Row> page = statements.select(
                "SELECT id, stream_type, stream_id, command_id, command_name, command_revision, command_data"
                        + " FROM rejection WHERE id > ? AND command_data IS NOT NULL ORDER BY id LIMIT ?",
                row -> new Row(
                        row.getLong(1),
                        new StreamId(row.getString(2), row.getString(3)),
                        row.getString(4),
                        new RejectedCommand(row.getString(5), row.getInt(6), row.getString(7))),
                after,
                PAGE);
        boolean isChanged = false;
        for (Row row : page) {
            CommandProtection protection = byType.get(row.stream.type());
            if (protection != null) {
                isChanged |= protect(statements, row, protection, isToProtect);
            } else if (codecs.find(row.stream.type()).isEmpty()) {
                findings.unknown("rejected commands of streams of type " + row.stream.type());
            }
        }
        if (isChanged) {
            // a tree that went on would belie its checkpoints
            SealTable.end(
                    SealTable.REJECTIONS,
                    statements,
                    "rejected commands were encrypted by recount protect",
                    clock.instant());
        }
        return page.isEmpty() ? Optional.empty() : Optional.of(page.getLast().id);
    }

    /** Tells whether it has changed what is stored. */
    private boolean protect(Statements statements, Row row, CommandProtection protection, boolean isToProtect)
            throws SQLException {
        RejectedCommand marked;
        try {
            marked = protection.marked(row.stream, row.commandId, row.command, findings);
        } catch (IllegalStateException unfit) {
            findings.addProblem(String.valueOf(unfit.getMessage()));
            return false;
        }
        if (marked.equals(row.command)) {
            return false;
        }
        findings.addRejection();
        if (isToProtect) {
            RejectedCommand is = protection.sealed(row.stream, row.commandId, marked);
            statements.update(
                    "UPDATE rejection SET command_name = ?, command_revision = ?, command_data = ? WHERE id = ?",
                    is.name(),
                    is.revision(),
                    is.data(),
                    row.id);
        }
        return isToProtect;
    }
}
