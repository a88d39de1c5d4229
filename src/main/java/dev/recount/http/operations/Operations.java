package dev.recount.http.operations;

import dev.recount.metrics.sample.Measured;
import dev.recount.stream.load.BusyStream;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The answers to what operators, and programs in their place, ask for.
 *
 * @param live tells whether the process lives; at once
 * @param ready tells whether it can serve
 * @param metrics tells what is measured, in Prometheus's text format
 * @param busiest tells which streams get the most commands
 * @param measured tells what this node has measured in the time before now
 */
public record Operations(
        Supplier<Health> live,
        Supplier<CompletionStage<Health>> ready,
        Supplier<CompletionStage<String>> metrics,
        Supplier<List<BusyStream>> busiest,
        Function<Duration, Measured> measured) {}
