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
import java.util.stream.IntStream;

/** A log of payments into many accounts, for views to catch up with. */
final class ManyStreams {

    private static final int EVENTS = 200_000;

    private final DatabasePlace place;
    private final int events;
    private final int accounts;

    ManyStreams(Arena arena, Plan plan) throws SQLException {
        this.place = arena.place("views");
        this.events = plan.length().atMost(EVENTS);
        this.accounts = Math.min(plan.accounts(), events);
        List<Story> stories = IntStream.range(0, accounts)
                .mapToObj(account -> new Story(new StreamId("account", "g" + account)))
                .toList();
        try (Database database = arena.database(place)) {
            Filling.fill(database, stories, events);
        }
    }

    DatabasePlace place() {
        return place;
    }

    int events() {
        return events;
    }

    int accounts() {
        return accounts;
    }
}
