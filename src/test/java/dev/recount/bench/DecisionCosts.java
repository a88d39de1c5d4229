package dev.recount.bench;

import dev.recount.database.DatabaseKind;
import dev.recount.database.TestDatabases;
import dev.recount.database.sql.Select;
import dev.recount.decision.DecisionSettings;
import dev.recount.example.bank.Bank;
import dev.recount.example.bank.account.AccountCommand;
import dev.recount.journal.EncodedCommand;
import dev.recount.journal.codec.StreamCodec;
import dev.recount.model.Principal;
import dev.recount.model.StreamId;
import dev.recount.model.personal.Personal;
import dev.recount.server.TestServer;
import dev.recount.server.TestStreams;
import dev.recount.server.settings.Settings;
import dev.recount.stream.CommandRequest;
import dev.recount.stream.Outcome;
import dev.recount.stream.StreamSettings;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The cost of decisions on record: the rate of commands with so many in flight, without HTTP, and the size of events.
 * The cases take turns, and the medians of their rounds are told.
 */
final class DecisionCosts {

    private static final int IN_FLIGHT = 64;
    private static final int STREAMS = 500;
    private static final int WARM_UP = 20_000;

    private final DatabaseKind kind;
    private final int rounds;
    private final int commands;

    private DecisionCosts(DatabaseKind kind, int rounds, int commands) {
        this.kind = kind;
        this.rounds = rounds;
        this.commands = commands;
    }

    /** A kind of command, sent to streams that keep what these settings say. */
    private static final class Case {

        private final String name;
        private final TestStreams server;
        private final EncodedCommand command;
        private final List<Double> rates = new ArrayList<>();

        Case(String name, TestStreams server, AccountCommand command) {
            this.name = name;
            this.server = server;
            this.command = codec(server).commands().write(command);
        }

        double median() {
            return rates.stream().sorted().skip(rates.size() / 2).findFirst().orElseThrow();
        }
    }

    @SuppressWarnings("unchecked") // the bank's accounts take the bank's commands
    private static StreamCodec<?, AccountCommand, ?> codec(TestStreams server) {
        return (StreamCodec<?, AccountCommand, ?>)
                server.codecs().find("account").orElseThrow();
    }

    /** Measures; the arguments are the number of rounds and of commands in each. */
    public static void main(String[] arguments) throws Exception {
        int rounds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 9;
        int commands = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 20_000;
        for (DatabaseKind kind : DatabaseKind.values()) {
            new DecisionCosts(kind, rounds, commands).run();
        }
        System.exit(0);
    }

    private void run() throws Exception {
        var deposit = new AccountCommand.Deposit(new BigDecimal("12.50"), AccountCommand.Deposit.Method.CASH);
        var withdraw = new AccountCommand.Withdraw(new BigDecimal("1000000000"), AccountCommand.Withdraw.Method.CASH);
        try (TestStreams all = start(true, true);
                TestStreams withoutCommands = start(false, true);
                TestStreams withoutRejections = start(true, false)) {
            var cases = List.of(
                    new Case("accepted, record-commands = on", all, deposit),
                    new Case("accepted, record-commands = off", withoutCommands, deposit),
                    new Case("rejected, record-rejections = on", all, withdraw),
                    new Case("rejected, record-rejections = off", withoutRejections, withdraw));
            for (Case each : cases) {
                open(each.server);
                send(each, WARM_UP);
            }
            for (int round = 0; round < rounds; round++) {
                for (Case each : cases) {
                    each.rates.add(send(each, commands));
                }
            }
            for (Case each : cases) {
                System.out.printf("%-10s %-34s %,9.0f a second%n", kind, each.name, each.median());
            }
            System.out.printf(
                    "%-10s bytes of an event: %d with its command, %d without%n",
                    kind, bytes(all), bytes(withoutCommands));
        }
    }

    private TestStreams start(boolean recordCommands, boolean recordRejections) throws IOException {
        Settings settings = Settings.read(Optional.of(TestServer.PATIENT));
        StreamSettings streams = settings.streams();
        var decisions = new DecisionSettings(recordCommands, recordRejections, Duration.ofDays(90));
        return new TestStreams(
                settings.withJournal(TestDatabases.settings(kind, Files.createTempDirectory("recount-bench")))
                        .withStreams(streams.with(decisions)),
                new Bank());
    }

    private static void open(TestStreams server) {
        EncodedCommand open =
                codec(server).commands().write(new AccountCommand.Open(Personal.of("Ann"), BigDecimal.ZERO));
        for (int i = 0; i < STREAMS; i++) {
            server.streams().execute(request(i, open)).toCompletableFuture().join();
        }
    }

    /** Sends commands, and returns how many were answered in a second. */
    private static double send(Case each, int commands) throws InterruptedException {
        var next = new AtomicInteger();
        var done = new CountDownLatch(commands);
        long began = System.nanoTime();
        for (int i = 0; i < IN_FLIGHT; i++) {
            sendNext(each, next, done, commands);
        }
        done.await();
        return commands / ((System.nanoTime() - began) / (double) TimeUnit.SECONDS.toNanos(1));
    }

    private static void sendNext(Case each, AtomicInteger next, CountDownLatch done, int commands) {
        int number = next.getAndIncrement();
        if (number < commands) {
            var _ = each.server.streams().execute(request(number, each.command)).thenAccept(outcome -> {
                boolean decided = outcome instanceof Outcome.Accepted || outcome instanceof Outcome.Rejected;
                if (!decided) {
                    System.err.println(outcome);
                }
                done.countDown();
                sendNext(each, next, done, commands);
            });
        }
    }

    private static CommandRequest request(int number, EncodedCommand command) {
        String id = UUID.randomUUID().toString();
        return new CommandRequest(
                new StreamId("account", "b" + number % STREAMS),
                command,
                CommandRequest.Origin.ofServer(id, Principal.ANONYMOUS, id, Optional.empty()),
                CommandRequest.Conditions.NONE,
                true);
    }

    private static long bytes(TestStreams server) {
        return new Select<>(
                        "SELECT AVG(OCTET_LENGTH(event_payload)) FROM event_journal WHERE sequence_number > 1",
                        _ -> {},
                        row -> row.getLong(1))
                .from(server.database().pool())
                .getFirst();
    }
}
