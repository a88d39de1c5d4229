package dev.recount.stream;

import dev.recount.bench.account.DepositAccount;
import dev.recount.bench.account.Story;
import dev.recount.model.Principal;
import dev.recount.model.StreamId;
import dev.recount.replay.Evolution;
import dev.recount.replay.StreamState;
import dev.recount.server.settings.Settings;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** The path of a command through its stream, up to the events that Pekko stores and the answer that follows. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class DecidePath {

    private static final StreamId STREAM = new StreamId("account", "a100");
    private static final BigDecimal AMOUNT = new BigDecimal("123.45");

    private final StreamSettings settings = Settings.read(Optional.empty()).streams();
    private final Evolution<DepositAccount.State, DepositAccount.Event> evolution =
            new Evolution<>(STREAM, Story.codec(), settings.rememberedCommands());
    private final Decider<DepositAccount.State, DepositAccount.Command, DepositAccount.Event> decider =
            new Decider<>(STREAM, Story.codec(), new Recorder<>(Story.codec(), evolution, settings));
    private final Instant now = Instant.parse("2026-01-01T12:00:00.123456Z");
    private final StreamState.Live<DepositAccount.State> state =
            (StreamState.Live<DepositAccount.State>) evolution.beginning();
    private final DepositAccount.Deposit command = new DepositAccount.Deposit(AMOUNT, DepositAccount.Method.TRANSFER);
    private final CommandRequest request = new CommandRequest(
            STREAM,
            Story.deposit(AMOUNT),
            CommandRequest.Origin.ofServer("payment-1", Principal.ANONYMOUS, "payment-1", Optional.empty()),
            CommandRequest.Conditions.NONE,
            true);

    /** A command that is accepted. */
    @Benchmark
    public Object decide() {
        return decider.decide(state, request, command, Optional.empty(), now);
    }
}
