package dev.recount.torture;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recount.server.Domains;
import dev.recount.server.StoppedServer;
import dev.recount.server.settings.Settings;
import dev.recount.torture.check.stream.ValuesHaveOneHolder;
import dev.recount.torture.evidence.Ending.Finding;
import dev.recount.torture.evidence.Ending.Unsettled;
import dev.recount.torture.evidence.EvidenceWriter;
import dev.recount.torture.evidence.Run;
import dev.recount.torture.evidence.TrialFailedException;
import dev.recount.torture.fault.ClusterScript;
import dev.recount.torture.fault.FaultKind;
import dev.recount.torture.fault.Faults;
import dev.recount.torture.http.Calls;
import dev.recount.torture.http.Reply;
import dev.recount.torture.load.Clients;
import dev.recount.torture.load.Meter;
import dev.recount.torture.load.Stopwatch;
import dev.recount.torture.seal.CheckpointWatch;
import dev.recount.torture.subscriber.Follower;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** A run from its beginning to the point where all evidence is there. */
public final class Trial {

    private static final Duration START_PATIENCE = Duration.ofSeconds(60);
    private static final Duration FOLLOWERS_PATIENCE = Duration.ofSeconds(60);
    private static final Duration ANSWER_PATIENCE = Duration.ofSeconds(30);

    private final Setup setup;
    private final PrintWriter out;
    private final Meter meter = new Meter();

    /**
     * The setup of a trial.
     *
     * @param accounts how many accounts there are besides those that all clients use
     * @param script the script that carries out faults; nothing if there are to be none
     * @param headers what goes with each request, names and values in turn
     * @param verifyConfig the settings of a server on the same database, if that is to be verified
     */
    public record Setup(
            Run run,
            int clients,
            int accounts,
            Optional<ClusterScript> script,
            Set<FaultKind> kinds,
            List<String> headers,
            Optional<Path> verifyConfig) {}

    public Trial(Setup setup, PrintWriter out) {
        this.setup = setup;
        this.out = out;
    }

    /**
     * Runs the trial, and writes the evidence down.
     *
     * @throws TrialFailedException if a node does not answer at the beginning, or the evidence cannot be completed
     */
    public void run(EvidenceWriter evidence) throws InterruptedException {
        Run run = setup.run;
        evidence.add(run);
        List<Follower> followers = new ArrayList<>();
        try (var calls = new Calls(setup.headers);
                var monitor = new Monitor(run.nodes(), calls);
                var checkpoints = new CheckpointWatch(run.nodes(), calls, evidence)) {
            requireReady(calls);
            for (int number = 1; number <= run.nodes().size(); number++) {
                followers.add(new Follower(number, run.nodes(), calls, evidence));
            }
            if (!await(
                    START_PATIENCE,
                    () -> followers.stream().noneMatch(each -> each.position().isEmpty()))) {
                throw new TrialFailedException("--nodes: the log cannot be followed at all of them");
            }
            boolean withHotel = hasHotel(calls);
            if (!withHotel) {
                say("the nodes do not serve the hotel: what streams hold is not checked");
            }
            use(calls, monitor, evidence, withHotel);
            say("waiting until the cluster is quiet");
            new Settling(run.nodes(), calls, this::say).await().forEach(what -> evidence.add(new Unsettled(what)));
            say("reading everything back");
            String last = new ReadBack(run, calls, evidence).all();
            checkpoints.readBack();
            await(
                    FOLLOWERS_PATIENCE,
                    () -> followers.stream().allMatch(each -> each.position().compareTo(last) >= 0));
        } finally {
            followers.forEach(Follower::close);
        }
        setup.verifyConfig.ifPresent(config -> verify(config, evidence));
    }

    private void requireReady(Calls calls) {
        for (String node : setup.run.nodes()) {
            var reply = calls.get(node + "/health/ready", ANSWER_PATIENCE);
            if (reply.status() != 200) {
                throw new TrialFailedException("--nodes: " + node + " is not ready: " + reply);
            }
        }
    }

    private boolean hasHotel(Calls calls) {
        Reply reply = calls.get(setup.run.nodes().getFirst() + "/admin/claims", ANSWER_PATIENCE);
        if (reply instanceof Reply.Answered(int status, JsonNode body) && status == 200) {
            return body.path("claims").findValuesAsText("name").contains(ValuesHaveOneHolder.NAME);
        }
        throw new TrialFailedException("--nodes: what streams hold cannot be asked for: " + reply);
    }

    private void use(Calls calls, Monitor monitor, EvidenceWriter evidence, boolean withHotel)
            throws InterruptedException {
        var stopwatch = new Stopwatch();
        var load = new Clients(setup.run, setup.accounts, withHotel, calls, stopwatch, evidence, meter);
        load.start(setup.clients);
        Optional<Faults> faults = setup.script.map(script -> new Faults(
                setup.kinds, setup.run.nodes().size(), setup.run.seed(), script, stopwatch::nanos, evidence));
        for (int second = 1; second <= setup.run.seconds(); second++) {
            TimeUnit.NANOSECONDS.sleep(TimeUnit.SECONDS.toNanos(second) - stopwatch.nanos());
            report(second, monitor, faults);
        }
        load.end();
        if (faults.isPresent()) {
            say("undoing all faults");
            faults.get().end();
        }
        say("waiting for the last answers");
        load.join();
    }

    private void report(int second, Monitor monitor, Optional<Faults> faults) {
        Meter.CommandCounts counts = meter.next();
        String fault = faults.map(Faults::underWay).orElse("");
        say(String.format(
                "%4d s  ok %4d/s  rejected %3d/s  unknown %d  p99 %5d ms  nodes: %s%s",
                second,
                counts.accepted(),
                counts.rejected(),
                counts.unknown(),
                counts.p99Millis(),
                monitor.nodes(),
                fault.isEmpty() ? "" : "  fault: " + fault));
    }

    private void say(String line) {
        out.println(line);
        out.flush();
    }

    private static boolean await(Duration patience, BooleanSupplier done) throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        while (!done.getAsBoolean() && System.nanoTime() < deadline) {
            TimeUnit.MILLISECONDS.sleep(100);
        }
        return done.getAsBoolean();
    }

    private void verify(Path config, EvidenceWriter evidence) {
        say("verifying the database");
        Settings settings = Settings.read(Optional.of(config));
        List<String> named = settings.domains().isEmpty() ? Domains.EXAMPLES : settings.domains();
        new StoppedServer(
                        settings,
                        Domains.configure(Domains.find(named, Trial.class.getClassLoader()), settings.domainSettings()))
                .verify(
                        List.of(),
                        finding -> evidence.add(new Finding(finding.stream(), finding.version(), finding.problem())),
                        _ -> {});
    }
}
