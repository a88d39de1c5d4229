package dev.recount.bench;

import dev.recount.bench.account.Accounts;
import dev.recount.decision.DecisionSettings;
import dev.recount.server.TestServer;
import dev.recount.server.settings.Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** A whole request over HTTP that the rules reject: all that a command passes through, but for the journal. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class RoutePath {

    private static final int REJECTED = 422;

    private final TestServer server = TestServer.start(folder(), RoutePath::withoutRejections, Accounts.alone());

    private static Path folder() {
        try {
            return Files.createTempDirectory("recount-bench");
        } catch (IOException full) {
            throw new UncheckedIOException(full);
        }
    }

    private static Settings withoutRejections(Settings settings) {
        return settings.withStreams(settings.streams().with(new DecisionSettings(true, false, Duration.ofDays(1))));
    }

    /** A request and its answer, one after another. */
    @Benchmark
    public int route() {
        int status = server.client()
                .post("/streams/account/a100/Deposit", "{\"amount\":-1.25,\"method\":\"CASH\"}")
                .status();
        if (status != REJECTED) {
            throw new IllegalStateException("the server answers " + status);
        }
        return status;
    }

    /** Stops the server. */
    @TearDown
    public void stop() {
        server.close();
    }
}
