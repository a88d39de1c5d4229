package dev.recount.metrics;

import dev.recount.model.StreamId;
import dev.recount.stream.CommandRequest;
import dev.recount.stream.Outcome;
import dev.recount.stream.Refusal;
import dev.recount.stream.StreamListener;
import dev.recount.stream.load.BusyStreams;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** Counts what streams do. */
final class StreamMeters implements StreamListener {

    private final MeterRegistry registry;
    private final BusyStreams busy = new BusyStreams();
    private final Map<Answered, Counter> answered = new ConcurrentHashMap<>();
    private final Map<Command, Timer> durations = new ConcurrentHashMap<>();
    private final Map<String, Recoveries> recoveries = new ConcurrentHashMap<>();
    private final Map<String, AtomicLong> live = new ConcurrentHashMap<>();

    private record Command(String type, String name) {

        static Command of(CommandRequest request) {
            return new Command(request.stream().type(), request.command().name());
        }
    }

    private record Answered(Command command, String outcome) {}

    private record Recoveries(Timer time, Counter events) {}

    StreamMeters(MeterRegistry registry) {
        this.registry = registry;
    }

    /** Returns the streams that get the most commands. */
    BusyStreams busy() {
        return busy;
    }

    @Override
    public void answered(CommandRequest request, Outcome outcome, Duration time) {
        busy.count(request.stream());
        Command command = Command.of(request);
        answered.computeIfAbsent(new Answered(command, name(outcome)), this::counter)
                .increment();
        if (!isTurnedAway(outcome)) {
            durations.computeIfAbsent(command, this::duration).record(time);
        }
    }

    /** A command that is turned away at once says nothing about how long an answer takes. */
    private static boolean isTurnedAway(Outcome outcome) {
        return outcome instanceof Outcome.Refused refused && refused.refusal() == Refusal.OVERLOADED;
    }

    private static String name(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Accepted accepted -> accepted.repeat() ? "REPEAT" : "ACCEPTED";
            case Outcome.Rejected _ -> "REJECTED";
            case Outcome.NotPermitted _ -> "NOT_PERMITTED";
            case Outcome.Moved _ -> "MOVED";
            case Outcome.VersionConflict _ -> "VERSION_CONFLICT";
            case Outcome.Refused refused -> refused.refusal().name();
        };
    }

    private Counter counter(Answered what) {
        return Counter.builder("recount.commands")
                .description("Commands that were answered, by what became of them")
                .tags("type", what.command.type, "command", what.command.name, "outcome", what.outcome)
                .register(registry);
    }

    private Timer duration(Command command) {
        return Timer.builder("recount.command.duration")
                .description("How long commands took from their arrival to their answer")
                .tags("type", command.type, "command", command.name)
                .serviceLevelObjectives(Buckets.times())
                .register(registry);
    }

    @Override
    public void recovered(StreamId stream, long events, Duration time) {
        Recoveries ofType = recoveries.computeIfAbsent(stream.type(), this::recoveries);
        ofType.time.record(time);
        ofType.events.increment((double) events);
    }

    private Recoveries recoveries(String type) {
        return new Recoveries(
                Timer.builder("recount.recovery.duration")
                        .description("How long streams took to come into memory")
                        .tag("type", type)
                        .serviceLevelObjectives(Buckets.times())
                        .register(registry),
                Counter.builder("recount.recovery.events")
                        .description("Events that were read to bring streams into memory")
                        .tag("type", type)
                        .register(registry));
    }

    @Override
    public void entered(StreamId stream) {
        live(stream).incrementAndGet();
    }

    @Override
    public void left(StreamId stream) {
        live(stream).decrementAndGet();
    }

    private AtomicLong live(StreamId stream) {
        return live.computeIfAbsent(stream.type(), type -> {
            var count = new AtomicLong();
            Gauge.builder("recount.streams.live", count, AtomicLong::get)
                    .description("Streams that are in memory")
                    .tag("type", type)
                    .register(registry);
            return count;
        });
    }
}
