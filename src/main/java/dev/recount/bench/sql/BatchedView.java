package dev.recount.bench.sql;

import dev.recount.bench.account.AccountBalance;
import dev.recount.bench.account.DepositAccount.Deposited;
import dev.recount.database.Database;
import dev.recount.database.DatabaseKind;
import dev.recount.journal.Recorded.RecordedEvent;
import dev.recount.journal.codec.Codecs;
import dev.recount.log.LogEntry;
import dev.recount.log.LogReader;
import dev.recount.log.position.Position;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A view as a programmer would write it by hand: pages of events, rows kept in memory, an upsert for each row that a
 * page changes, a commit for each page.
 */
public final class BatchedView {

    private static final int PAGE = 500;

    private final Database database;
    private final LogReader log;
    private final String upsert;

    /** Makes the table of the rows. */
    public BatchedView(Database database, Codecs codecs) throws SQLException {
        this.database = database;
        this.log = new LogReader(database, codecs);
        this.upsert = switch (database.kind()) {
            case H2 -> "MERGE INTO plain KEY (id) VALUES (?, ?, ?)";
            case POSTGRESQL ->
                "INSERT INTO plain VALUES (?, ?, ?) ON CONFLICT (id) DO UPDATE SET balance = EXCLUDED.balance, payments = EXCLUDED.payments";
        };
        execute(
                "CREATE TABLE plain (id VARCHAR(255) PRIMARY KEY, balance NUMERIC(30, 2) NOT NULL, payments BIGINT NOT NULL)");
    }

    /** Forgets all rows. */
    public void clear() throws SQLException {
        execute(database.kind() == DatabaseKind.H2 ? "TRUNCATE TABLE plain" : "TRUNCATE plain");
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = database.pool().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Takes in the whole log, and returns how many events that were. */
    public long catchUp() throws SQLException {
        Map<String, AccountBalance> balances = new HashMap<>();
        Position position = Position.START;
        long events = 0;
        try (Connection connection = database.pool().getConnection();
                PreparedStatement upserts = connection.prepareStatement(upsert)) {
            connection.setAutoCommit(false);
            for (List<LogEntry> page = next(position); !page.isEmpty(); page = next(position)) {
                List<Deposit> deposits = deposits(page);
                for (AccountBalance changed : changed(balances, deposits)) {
                    bind(upserts, changed);
                    upserts.addBatch();
                }
                upserts.executeBatch();
                connection.commit();
                position = page.getLast().position();
                events += deposits.size();
            }
        }
        return events;
    }

    private List<LogEntry> next(Position after) {
        return log.read(0, after, PAGE).entries();
    }

    /** A deposit, and the account that it is for. */
    private record Deposit(String account, Deposited event) {}

    /** What the server has on record of administrators is in the same log. */
    private static List<Deposit> deposits(List<LogEntry> page) {
        List<Deposit> deposits = new ArrayList<>();
        for (LogEntry entry : page) {
            if (entry.recorded() instanceof RecordedEvent recorded) {
                deposits.add(new Deposit(entry.stream().id(), (Deposited)
                        recorded.parts().getFirst().event()));
            }
        }
        return deposits;
    }

    private static Collection<AccountBalance> changed(Map<String, AccountBalance> balances, List<Deposit> deposits) {
        Map<String, AccountBalance> changed = new LinkedHashMap<>();
        for (Deposit deposit : deposits) {
            String id = deposit.account();
            AccountBalance before = balances.getOrDefault(id, new AccountBalance(id, BigDecimal.ZERO, 0));
            AccountBalance after = before.plus(deposit.event().amount());
            balances.put(id, after);
            changed.put(id, after);
        }
        return changed.values();
    }

    private static void bind(PreparedStatement upserts, AccountBalance balance) throws SQLException {
        upserts.setString(1, balance.account());
        upserts.setBigDecimal(2, balance.balance());
        upserts.setLong(3, balance.payments());
    }
}
