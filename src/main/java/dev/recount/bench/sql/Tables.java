package dev.recount.bench.sql;

import dev.recount.bench.account.DepositAccount;
import dev.recount.bench.account.DepositAccount.Deposited;
import dev.recount.bench.contest.StoredPayments;
import dev.recount.database.Database;
import dev.recount.journal.JournalEntry;
import dev.recount.journal.JournalKey;
import dev.recount.journal.Recorded;
import dev.recount.journal.Recorded.RecordedEvent;
import dev.recount.journal.StoredEvent;
import dev.recount.journal.codec.Codecs;
import dev.recount.journal.codec.EventReader;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Looks at the content of tables. */
public final class Tables {

    private static final EventReader READER = new Codecs(List.of(DepositAccount.TYPE)).reader();
    private static final int FETCH = 2_000;

    private Tables() {}

    /** Counts the rows of a table. */
    public static long rows(Database database, String table) throws SQLException {
        try (Connection connection = database.pool().getConnection();
                PreparedStatement count = connection.prepareStatement("SELECT COUNT(*) FROM " + table);
                ResultSet row = count.executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }

    /**
     * Reads all events of the accounts whose ids begin with a letter, and adds up what was paid in.
     *
     * @param accounts how many there are, numbered from 0
     */
    public static StoredPayments payments(Database database, char letter, int accounts) throws SQLException {
        String prefix = "account|" + letter;
        var cents = new long[accounts];
        long rows = 0;
        try (Connection connection = database.pool().getConnection();
                PreparedStatement select = connection.prepareStatement(
                        "SELECT persistence_id, sequence_number, event_ser_manifest, event_payload, event_hash FROM event_journal"
                                + " WHERE persistence_id LIKE ?")) {
            connection.setAutoCommit(false); // PostgreSQL's driver would fetch all rows at once
            select.setFetchSize(FETCH);
            select.setString(1, prefix + "%");
            try (ResultSet events = select.executeQuery()) {
                for (; events.next(); rows++) {
                    int account = Integer.parseInt(events.getString(1).substring(prefix.length()));
                    cents[account] += cents(new JournalEntry(
                            JournalKey.stream(events.getString(1)),
                            events.getLong(2),
                            StoredEvent.found(events.getString(3), events.getBytes(4), events.getBytes(5))));
                }
            }
            connection.rollback();
        }
        return new StoredPayments(rows, Optional.of(cents));
    }

    private static long cents(JournalEntry entry) {
        Recorded recorded = READER.read(entry);
        if (recorded instanceof RecordedEvent event
                && event.events().getFirst() instanceof Deposited(var amount, var _)) {
            return amount.movePointRight(2).longValueExact();
        }
        throw new IllegalStateException("cannot be read: " + entry.stored().manifest());
    }
}
