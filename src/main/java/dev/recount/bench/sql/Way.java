package dev.recount.bench.sql;

import dev.recount.bench.sql.insert.ArrayInsert;
import dev.recount.bench.sql.insert.BenchRow;
import dev.recount.bench.sql.insert.Copy;
import dev.recount.bench.sql.insert.Insert;
import dev.recount.bench.sql.insert.SingleInserts;
import dev.recount.database.DatabaseKind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A way to write the rows that wait.
 *
 * @param writers how many transactions there are at a time
 */
record Way(String name, Insert insert, int writers) {

    /** One of them prepares while the other commits; more share the processors that there are. */
    private static final int MOST_WRITERS = 2;

    /** Returns all that are tried. */
    static List<Way> all(DatabaseKind kind) {
        var ways = new ArrayList<Way>();
        for (int writers = 1; writers <= MOST_WRITERS; writers++) {
            ways.add(new Way("batched INSERT", new SingleInserts(), writers));
            ways.add(new Way("INSERT … SELECT UNNEST", new ArrayInsert(kind), writers));
            ways.add(
                    switch (kind) {
                        case H2 ->
                            new Way("batched INSERT in the order of streams", inOrder(new SingleInserts()), writers);
                        case POSTGRESQL -> new Way("binary COPY", new Copy(), writers);
                    });
        }
        return List.copyOf(ways);
    }

    private static Insert inOrder(Insert insert) {
        var order = Comparator.comparing(BenchRow::persistenceId).thenComparingLong(BenchRow::sequenceNumber);
        return (connection, rows) ->
                insert.insert(connection, rows.stream().sorted(order).toList());
    }

    @Override
    public String toString() {
        return name + ", " + (writers == 1 ? "1 writer" : writers + " writers");
    }
}
