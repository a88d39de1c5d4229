package dev.recount.bench.engine;

import dev.recount.bench.account.AccountBalance;
import dev.recount.bench.account.Accounts;
import dev.recount.bench.account.DepositAccount;
import dev.recount.bench.arena.Arena;
import dev.recount.bench.contest.Contender;
import dev.recount.bench.contest.Discipline;
import dev.recount.bench.contest.Plan;
import dev.recount.bench.contest.Reconciliation;
import dev.recount.bench.load.Sample;
import dev.recount.bench.sql.BatchedView;
import dev.recount.bench.sql.Filling;
import dev.recount.bench.sql.Tables;
import dev.recount.database.Database;
import dev.recount.journal.codec.Codecs;
import dev.recount.server.RecountServer;
import java.sql.SQLException;
import java.util.List;

/**
 * A view's way from the first event of the log to the last: a server builds it anew, until the new one has taken the
 * old one's place.
 */
public final class CatchUps implements Contender {

    private static final String BALANCES = "balances";
    private static final String BALANCES_AND_PAST = "balances-and-past";

    private final Discipline discipline;
    private final ServedView view;
    private final ManyStreams streams;

    private CatchUps(Discipline discipline, ServedView view, ManyStreams streams) {
        this.discipline = discipline;
        this.view = view;
        this.streams = streams;
    }

    /** Fills a journal, and returns both kinds of views with the one by hand that they are held against. */
    public static List<Contender> contenders(Arena arena, Plan plan) throws SQLException {
        var streams = new ManyStreams(arena, plan);
        Database database = arena.database(streams.place());
        var byHand = new BatchedView(database, new Codecs(List.of(DepositAccount.TYPE)));
        RecountServer server = arena.closing(arena.server(
                streams.place(),
                Accounts.seen(AccountBalance.view(BALANCES).withoutHistory(), AccountBalance.view(BALANCES_AND_PAST))));
        var client = arena.closing(new ViewClient(server.port()));
        return List.of(
                new ByHand(streams, byHand, database),
                new CatchUps(Discipline.CATCH_UP, new ServedView(client, BALANCES), streams),
                new CatchUps(Discipline.CATCH_UP_WITH_HISTORY, new ServedView(client, BALANCES_AND_PAST), streams));
    }

    private record ByHand(ManyStreams streams, BatchedView view, Database database) implements Contender {

        @Override
        public Discipline discipline() {
            return Discipline.JDBC_CATCH_UP;
        }

        @Override
        public Sample measure(int round) throws SQLException {
            view.clear();
            long begun = System.nanoTime();
            long events = view.catchUp();
            return Sample.of(events, System.nanoTime() - begun);
        }

        @Override
        public List<Reconciliation> checks() throws SQLException {
            return List.of(new Reconciliation(
                    discipline(), "rows of the view", streams.accounts(), Tables.rows(database, "plain")));
        }
    }

    @Override
    public Discipline discipline() {
        return discipline;
    }

    @Override
    public Sample measure(int round) throws InterruptedException {
        view.awaitBuilt();
        long begun = System.nanoTime();
        view.rebuild();
        view.awaitBuilt();
        return Sample.of(streams.events(), System.nanoTime() - begun);
    }

    @Override
    public List<Reconciliation> checks() throws InterruptedException {
        ServedView.Totals totals = view.totals();
        return List.of(
                new Reconciliation(discipline, "rows of the view", streams.accounts(), totals.rows()),
                new Reconciliation(discipline, "payments in all rows", streams.events(), totals.payments()),
                new Reconciliation(discipline, "cents in all rows", Filling.cents(streams.events()), totals.cents()));
    }
}
