package dev.recount.bench.engine;

import dev.recount.bench.account.Story;
import dev.recount.bench.arena.Arena;
import dev.recount.bench.contest.Plan;
import dev.recount.bench.sql.Filling;
import dev.recount.database.Database;
import dev.recount.database.place.DatabasePlace;
import dev.recount.model.StreamId;
import java.sql.SQLException;
import java.util.List;

/** Long streams without a snapshot, one for each round: a stream that is in memory already is not replayed again. */
final class LongStreams {

    private static final int EVENTS = 100_000;

    private final DatabasePlace place;
    private final int events;

    LongStreams(Arena arena, Plan plan) throws SQLException {
        this.place = arena.place("replay");
        this.events = plan.length().atMost(EVENTS);
        try (Database database = arena.database(place)) {
            for (int round = 0; round <= plan.rounds(); round++) {
                Filling.fill(database, List.of(new Story(stream(round))), events);
            }
        }
    }

    DatabasePlace place() {
        return place;
    }

    int events() {
        return events;
    }

    StreamId stream(int round) {
        return new StreamId("account", "long" + round);
    }
}
