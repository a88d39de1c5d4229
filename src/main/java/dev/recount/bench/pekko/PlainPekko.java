package dev.recount.bench.pekko;

import dev.recount.bench.arena.Arena;
import dev.recount.bench.contest.Contender;
import dev.recount.bench.contest.Discipline;
import dev.recount.bench.contest.PaymentContender;
import dev.recount.bench.contest.Plan;
import dev.recount.bench.contest.StoredPayments;
import dev.recount.bench.load.Payment;
import dev.recount.bench.load.PaymentSink;
import dev.recount.bench.sql.Tables;
import dev.recount.database.Database;
import dev.recount.database.place.DatabasePlace;
import dev.recount.journal.spread.PerJournal;
import dev.recount.stream.pekko.journal.JournalSetup;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import org.apache.pekko.Done;
import org.apache.pekko.actor.BootstrapSetup;
import org.apache.pekko.actor.setup.ActorSystemSetup;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Props;
import org.apache.pekko.actor.typed.javadsl.AskPattern;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

/** Accounts as actors of Pekko's, without a cluster, which clients ask directly. */
public final class PlainPekko implements PaymentSink, AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final ActorSystem<Void> system;
    private final List<ActorRef<PlainAccount.Command>> accounts;

    private PlainPekko(ActorSystemSetup setup, int accounts, boolean isTagged) {
        this.system = ActorSystem.create(Behaviors.empty(), "plain", setup);
        this.accounts = IntStream.range(0, accounts)
                .mapToObj(account -> system.systemActorOf(
                        new PlainAccount("h" + account, isTagged), "account-" + account, Props.empty()))
                .toList();
    }

    /** Starts actors over a journal of their own, with its documented tables. */
    public static Contender contender(Discipline discipline, Arena arena, Plan plan) {
        boolean isTagged = discipline == Discipline.PEKKO;
        DatabasePlace place = arena.place(isTagged ? "pekko_tagged" : "pekko");
        var tables = new PlainTables(place);
        tables.make();
        var setup = ActorSystemSetup.create(BootstrapSetup.create(PlainConfig.of(place)));
        return contender(discipline, arena, plan, new PlainPekko(setup, plan.accounts(), isTagged), tables::events);
    }

    /** Starts the same actors over a journal as a server has it: they know nothing of what Recount adds to actors. */
    public static Contender overJournal(Arena arena, Plan plan) {
        Database database = arena.busyDatabase(arena.place("pekko_journal"));
        var journal = new JournalSetup(PerJournal.one(database), PerJournal.one(arena.writer(database)));
        var setup = ActorSystemSetup.create(BootstrapSetup.create(PlainConfig.overJournal()), journal);
        return contender(
                Discipline.PEKKO_OVER_JOURNAL,
                arena,
                plan,
                new PlainPekko(setup, plan.accounts(), false),
                () -> Tables.rows(database, "event_journal"));
    }

    /** A count of the stored events. */
    @FunctionalInterface
    private interface Count {
        long events() throws SQLException;
    }

    private static Contender contender(Discipline discipline, Arena arena, Plan plan, PlainPekko pekko, Count count) {
        arena.closing(pekko);
        return new PaymentContender(
                discipline,
                plan,
                plan.crowd(),
                pekko,
                () -> new StoredPayments(count.events(), Optional.of(pekko.cents())));
    }

    @Override
    public CompletionStage<Done> send(int client, List<Payment> payments) {
        Payment payment = payments.getFirst();
        return AskPattern.ask(
                accounts.get(payment.account()),
                replyTo ->
                        new PlainAccount.Deposit(payment.amount(), "TRANSFER", "payment-" + payment.number(), replyTo),
                PATIENCE,
                system.scheduler());
    }

    private long[] cents() {
        return accounts.stream().mapToLong(this::cents).toArray();
    }

    private long cents(ActorRef<PlainAccount.Command> account) {
        CompletionStage<BigDecimal> told =
                AskPattern.ask(account, PlainAccount.GetBalance::new, PATIENCE, system.scheduler());
        return told.toCompletableFuture().join().movePointRight(2).longValueExact();
    }

    @Override
    public void close() {
        system.terminate();
        system.getWhenTerminated().toCompletableFuture().join();
    }
}
