package dev.recount.torture.load;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recount.torture.evidence.Answer;
import dev.recount.torture.evidence.EvidenceWriter;
import dev.recount.torture.evidence.Operation;
import dev.recount.torture.evidence.Operation.Attempt;
import dev.recount.torture.http.Calls;
import dev.recount.torture.http.Reply;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * The sender of a client's commands: each is sent until its outcome is known or patience ends, and the outcome is
 * written down.
 */
final class Sender {

    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(60);

    /** Some clients wait for a server's own 504, others do not. */
    private static final int LEAST_WAIT_MILLIS = 4_000;

    private static final int MOST_WAIT_MILLIS = 12_000;

    private static final int MOST_PAUSE_MILLIS = 300;

    private final Calls calls;
    private final Nodes nodes;
    private final Stopwatch stopwatch;
    private final EvidenceWriter evidence;
    private final Meter meter;

    Sender(Calls calls, Nodes nodes, Stopwatch stopwatch, EvidenceWriter evidence, Meter meter) {
        this.calls = calls;
        this.nodes = nodes;
        this.stopwatch = stopwatch;
        this.evidence = evidence;
        this.meter = meter;
    }

    /** A command to be sent; see {@link Operation}. */
    record Request(int client, String stream, String command, String key, JsonNode data, OptionalLong expected) {}

    Operation send(Request request, boolean again, RandomGenerator random) {
        var attempts = new ArrayList<Attempt>();
        untilSettled(random, () -> {
            Attempt attempt = attempt(request, random);
            attempts.add(attempt);
            return attempt;
        });
        Operation operation = operation(request, again, attempts);
        evidence.add(operation);
        meter.add(operation);
        return operation;
    }

    private void untilSettled(RandomGenerator random, Supplier<Attempt> next) {
        long deadline = stopwatch.nanos() + PATIENCE_NANOS;
        boolean settled = false;
        while (!settled) {
            Attempt attempt = next.get();
            settled = switch (attempt.answer()) {
                case Answer.Accepted _, Answer.Rejected _ -> true;
                case Answer.Refused _, Answer.Unknown _ -> attempt.endNanos() > deadline;
            };
            if (!settled) {
                nodes.failed(attempt.node());
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(random.nextInt(20, MOST_PAUSE_MILLIS)));
            }
        }
    }

    /** Sends commands together, and tells whether they were accepted. Each is written down as one of its stream. */
    boolean send(Together together, boolean again, RandomGenerator random) {
        var exchanges = new ArrayList<Together.Exchange>();
        untilSettled(random, () -> {
            String node = nodes.any(random);
            Duration timeout = Duration.ofMillis(random.nextInt(LEAST_WAIT_MILLIS, MOST_WAIT_MILLIS));
            long start = stopwatch.nanos();
            Reply reply =
                    calls.post(node + "/transactions", together.body(), timeout, "Idempotency-Key", together.key());
            var exchange = new Together.Exchange(node, start, stopwatch.nanos(), reply, answer(reply));
            exchanges.add(exchange);
            return exchange.attempt(together, 0);
        });
        for (Operation operation : together.operations(exchanges, again)) {
            evidence.add(operation);
            meter.add(operation);
        }
        return exchanges.getLast().answer() instanceof Answer.Accepted;
    }

    private static Operation operation(Request request, boolean again, List<Attempt> attempts) {
        return new Operation(
                request.client,
                request.stream,
                request.command,
                request.key,
                request.data,
                request.expected,
                again,
                attempts);
    }

    private Attempt attempt(Request request, RandomGenerator random) {
        String node = nodes.any(random);
        String url = node + "/streams/" + request.stream + "/" + request.command;
        var headers = new ArrayList<>(List.of("Idempotency-Key", request.key));
        request.expected.ifPresent(version -> headers.addAll(List.of("If-Match", "\"" + version + "\"")));
        Duration timeout = Duration.ofMillis(random.nextInt(LEAST_WAIT_MILLIS, MOST_WAIT_MILLIS));
        long start = stopwatch.nanos();
        Reply reply = calls.post(url, request.data, timeout, headers.toArray(String[]::new));
        return new Attempt(node, start, stopwatch.nanos(), answer(reply));
    }

    private static Answer answer(Reply reply) {
        return switch (reply) {
            case Reply.Silent(var sent, var why) ->
                sent ? new Answer.Unknown(0, why) : new Answer.Refused(0, "NOT_CONNECTED");
            case Reply.Answered answered ->
                switch (answered.status()) {
                    case 200 ->
                        new Answer.Accepted(
                                answered.body().path("version").asLong(),
                                answered.body().path("events").size(),
                                answered.body().path("repeat").asBoolean());
                    // a body that did not arrive in time is that of a node that stood still
                    case 408, 503 -> new Answer.Refused(answered.status(), answered.code());
                    default ->
                        answered.status() >= 500
                                ? new Answer.Unknown(answered.status(), answered.code())
                                : new Answer.Rejected(
                                        answered.status(),
                                        answered.code(),
                                        answered.body().path("detail").asText());
                };
        };
    }
}
