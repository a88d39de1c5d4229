package dev.recount.timeline;

import dev.recount.database.Database;
import dev.recount.database.sql.Statements;
import dev.recount.database.sql.Transactions;
import dev.recount.log.position.Position;
import dev.recount.model.EventId;
import dev.recount.projection.Epoch;
import dev.recount.projection.SavedOffset;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.pekko.projection.ProjectionId;

/**
 * The counts and marks, as the follower of the log writes them: with the position that it has come to, in one
 * transaction. Every method blocks, and throws {@link dev.recount.database.sql.DatabaseException} when the database
 * does not answer.
 */
final class TimelineTable {

    static final ProjectionId PROJECTION = ProjectionId.of("timeline", "1");

    private static final SavedOffset OFFSET = new SavedOffset(PROJECTION);

    private static final String RAISE = """
            UPDATE log_density SET events = events + ?, first_time = LEAST(first_time, CAST(? AS BIGINT)),
                last_time = GREATEST(last_time, CAST(? AS BIGINT)), last_place = ?
            WHERE minutes = ? AND number = ? AND journal = ?""";

    private static final String BEGIN = """
            INSERT INTO log_density (events, first_time, last_time, last_place, minutes, number, journal, first_place)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?)""";

    private final Transactions database;
    private final Clock clock;

    TimelineTable(Database database, Clock clock) {
        this.database = new Transactions(database.pool(), "the density of the log cannot be kept");
        this.clock = clock;
    }

    /** Takes the counting over from whoever has done it, who can save nothing any more. */
    Epoch takeOver() {
        return database.run(statements -> Epoch.begin(statements, PROJECTION));
    }

    /** Returns the position up to which all is counted. */
    Position position() {
        return database.run(OFFSET::position);
    }

    /** Returns the rules that have decided so far. */
    RulesUse rules() {
        return database.run(statements -> {
            Map<RulesUse.Rules, Instant> known = new HashMap<>();
            statements.select(
                    "SELECT stream_type, rules, last_used FROM rules_use",
                    row -> known.put(
                            new RulesUse.Rules(row.getString(1), row.getString(2)),
                            Instant.ofEpochMilli(row.getLong(3))));
            return new RulesUse(known);
        });
    }

    /** Adds what a stretch of the log comes to, unless another one has taken over. */
    void add(Epoch epoch, Counts counts, Marks marks, Map<RulesUse.Rules, Instant> rules, Position end) {
        database.run(statements -> {
            epoch.require(statements.connection());
            add(statements, counts);
            for (Map.Entry<Marks.Key, Mark> mark : marks.all().entrySet()) {
                add(statements, mark.getKey(), mark.getValue());
            }
            for (Map.Entry<RulesUse.Rules, Instant> use : rules.entrySet()) {
                use(statements, use.getKey(), use.getValue());
            }
            OFFSET.moveUpTo(statements, end, clock.instant());
            return end;
        });
    }

    private static void add(Statements statements, Counts counts) throws SQLException {
        List<Map.Entry<Counts.Key, Counts.Count>> all =
                new ArrayList<>(counts.all().entrySet());
        List<Map.Entry<Counts.Key, Counts.Count>> first = new ArrayList<>();
        try (PreparedStatement raise = statements.connection().prepareStatement(RAISE)) {
            for (Map.Entry<Counts.Key, Counts.Count> each : all) {
                bind(raise, each);
                raise.addBatch();
            }
            int[] raised = raise.executeBatch();
            for (int i = 0; i < raised.length; i++) {
                if (raised[i] == 0) {
                    first.add(all.get(i));
                }
            }
        }
        try (PreparedStatement begin = statements.connection().prepareStatement(BEGIN)) {
            for (Map.Entry<Counts.Key, Counts.Count> each : first) {
                int next = bind(begin, each);
                begin.setString(next, each.getValue().firstPlace().toString());
                begin.addBatch();
            }
            begin.executeBatch();
        }
    }

    private static int bind(PreparedStatement statement, Map.Entry<Counts.Key, Counts.Count> each) throws SQLException {
        Counts.Count count = each.getValue();
        statement.setLong(1, count.events());
        statement.setLong(2, count.firstTime());
        statement.setLong(3, count.lastTime());
        statement.setString(4, count.lastPlace().toString());
        statement.setInt(5, each.getKey().grain().minutes());
        statement.setLong(6, each.getKey().number());
        statement.setInt(7, each.getKey().journal());
        return 8;
    }

    private static void add(Statements statements, Marks.Key key, Mark mark) throws SQLException {
        int known = statements.update(
                "UPDATE log_mark SET events = events + ? WHERE number = ? AND kind = ? AND told = ?",
                mark.count(),
                key.number(),
                key.kind().name(),
                key.text());
        if (known == 0) {
            EventId event = mark.event().orElseThrow();
            statements.update(
                    "INSERT INTO log_mark (number, kind, told, events, happened, stream, version)"
                            + " VALUES (?, ?, ?, ?, ?, ?, ?)",
                    key.number(),
                    key.kind().name(),
                    key.text(),
                    mark.count(),
                    Counts.micros(mark.time()),
                    event.stream().toString(),
                    event.version());
        }
    }

    private static void use(Statements statements, RulesUse.Rules rules, Instant last) throws SQLException {
        int known = statements.update(
                "UPDATE rules_use SET last_used = ? WHERE stream_type = ? AND rules = ?",
                last.toEpochMilli(),
                rules.streamType(),
                rules.fingerprint());
        if (known == 0) {
            statements.update(
                    "INSERT INTO rules_use (stream_type, rules, last_used) VALUES (?, ?, ?)",
                    rules.streamType(),
                    rules.fingerprint(),
                    last.toEpochMilli());
        }
    }

    /** Returns the time of so many microseconds since 1970. */
    static Instant time(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }
}
