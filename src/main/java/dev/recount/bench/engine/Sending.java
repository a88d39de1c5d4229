package dev.recount.bench.engine;

import dev.recount.bench.account.Accounts;
import dev.recount.bench.account.Story;
import dev.recount.bench.arena.Arena;
import dev.recount.bench.contest.Contender;
import dev.recount.bench.contest.Discipline;
import dev.recount.bench.contest.PaymentContender;
import dev.recount.bench.contest.Plan;
import dev.recount.bench.engine.http.BulkOverHttp;
import dev.recount.bench.engine.http.CommandsOverHttp;
import dev.recount.bench.engine.http.KeepAliveClient;
import dev.recount.bench.engine.http.SessionClient;
import dev.recount.bench.load.Crowd;
import dev.recount.bench.load.PaymentSink;
import dev.recount.bench.sql.Filling;
import dev.recount.bench.sql.Tables;
import dev.recount.database.Database;
import dev.recount.database.place.DatabasePlace;
import dev.recount.model.StreamId;
import dev.recount.server.RecountServer;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Commands sent to a server, to accounts without views: from within, and over HTTP. */
public final class Sending {

    /** A bulk request has about so many commands in flight. */
    private static final int CLIENTS_OF_BULK = 128;

    private static final int BULK_LINES = 1_000;

    /** So many clients share a session, as the threads of a program do. */
    private static final int CLIENTS_OF_SESSION = 64;

    private static final int EVENTS_OF_OLD_STREAM = 100;

    private final Plan plan;
    private final Database database;
    private final RecountServer server;

    private Sending(Arena arena, Plan plan) throws SQLException {
        this.plan = plan;
        DatabasePlace place = arena.place("engine");
        store(arena, place, plan.stored());
        this.server = arena.closing(arena.server(place, Accounts.alone()));
        this.database = arena.database(place);
    }

    private static void store(Arena arena, DatabasePlace place, int events) throws SQLException {
        List<Story> streams = IntStream.range(0, Math.ceilDiv(events, EVENTS_OF_OLD_STREAM))
                .mapToObj(stream -> new Story(new StreamId("account", "old" + stream)))
                .toList();
        try (Database database = arena.database(place)) {
            Filling.fill(database, streams, events);
        }
    }

    /** Starts a server, if the plan asks for any of these, and returns them. */
    public static List<Contender> contenders(Arena arena, Plan plan) throws SQLException {
        if (!plan.has(Discipline.ENGINE) && !plan.has(Discipline.HTTP) && !plan.has(Discipline.BULK)) {
            return List.of();
        }
        var sending = new Sending(arena, plan);
        var contenders = new ArrayList<Contender>();
        if (plan.has(Discipline.ENGINE)) {
            contenders.addAll(sending.alsoAtHalf(sending.within(Discipline.ENGINE), Discipline.ENGINE_HALF));
            if (plan.hot()) {
                contenders.add(sending.within(Discipline.ENGINE_ZIPF));
                contenders.add(sending.within(Discipline.ENGINE_ONE));
            }
        }
        if (plan.has(Discipline.HTTP)) {
            var client = arena.closing(new KeepAliveClient(sending.server.port(), plan.clients()));
            contenders.addAll(sending.alsoAtHalf(
                    sending.paid(Discipline.HTTP, plan.crowd(), new CommandsOverHttp(client)), Discipline.HTTP_HALF));
            int sessions = Math.ceilDiv(plan.clients(), CLIENTS_OF_SESSION);
            contenders.add(sending.paid(
                    Discipline.SESSION,
                    plan.crowd(),
                    arena.closing(new SessionClient(sending.server.port(), sessions))));
        }
        if (plan.has(Discipline.BULK)) {
            contenders.add(sending.paid(
                    Discipline.BULK, sending.bulkCrowd(), arena.closing(new BulkOverHttp(sending.server.port()))));
        }
        return List.copyOf(contenders);
    }

    /** A rate that is set is that of all. */
    private List<Contender> alsoAtHalf(PaymentContender full, Discipline half) {
        return plan.rate().isPresent() ? List.of(full) : List.of(full, full.atHalfItsRate(half));
    }

    private PaymentContender within(Discipline discipline) {
        return paid(discipline, plan.crowd(), new CommandsWithin(discipline, server.streams()));
    }

    private Crowd bulkCrowd() {
        int requests = Math.max(1, plan.clients() / CLIENTS_OF_BULK);
        return new Crowd(requests, plan.length().atMost(BULK_LINES), plan.rate());
    }

    private PaymentContender paid(Discipline discipline, Crowd crowd, PaymentSink sink) {
        return new PaymentContender(
                discipline, plan, crowd, sink, () -> Tables.payments(database, discipline.mark(), plan.accounts()));
    }
}
