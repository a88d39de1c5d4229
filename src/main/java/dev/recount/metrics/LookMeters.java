package dev.recount.metrics;

import dev.recount.handler.HandlerStatus;
import dev.recount.log.position.Lag;
import dev.recount.view.ViewStatus;
import dev.recount.view.ViewStatus.GenerationStatus;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntPredicate;
import java.util.function.Supplier;

/** The meters of what was last found in the database; what was never found, or is not there, is not a number. */
final class LookMeters {

    private final MeterRegistry registry;
    private final LastLook look;

    LookMeters(MeterRegistry registry, LastLook look, JournalTags tags, IntPredicate away) {
        this.registry = registry;
        this.look = look;
        gauge(
                "recount.metrics.age",
                "How old those metrics are that come from the database",
                Tags.empty(),
                () -> seconds(look.age()),
                "seconds");
        for (int journal = 0; journal < tags.journals(); journal++) {
            journal(journal, tags.of(journal), away);
        }
    }

    private void journal(int journal, Tags tags, IntPredicate away) {
        gauge(
                "recount.journal.up",
                "Whether the database answered when it was last asked for the sake of metrics",
                tags,
                () -> (journal == 0 ? look.up() : !away.test(journal)) ? 1 : 0);
        gauge(
                "recount.watermark.age",
                "How long the transaction has been open that keeps younger events from readers",
                tags,
                () -> seconds(look.watermarkAge(journal)),
                "seconds");
    }

    void view(String name) {
        lag("recount.view.lag", name, "live", ViewStatus::live);
        lag("recount.view.lag", name, "building", ViewStatus::building);
        for (ViewStatus.State state : ViewStatus.State.values()) {
            gauge(
                    "recount.view.state",
                    "Whether a view is in this state",
                    Tags.of("view", name, "state", state.name()),
                    () -> number(view(name, status -> Optional.of(status.state() == state ? 1 : 0))));
        }
    }

    private void lag(
            String metric, String view, String generation, Function<ViewStatus, Optional<GenerationStatus>> which) {
        lag(
                metric,
                Tags.of("view", view, "generation", generation),
                () -> view(view, status -> which.apply(status).map(GenerationStatus::lag)));
    }

    private <T> Optional<T> view(String name, Function<ViewStatus, Optional<T>> property) {
        return look.last().flatMap(found -> found.view(name)).flatMap(property);
    }

    void handler(String name) {
        Tags tags = Tags.of("handler", name);
        lag("recount.handler.lag", tags, () -> handler(name, HandlerStatus::lag));
        gauge(
                "recount.handler.pending",
                "What a handler has still to do after a failure",
                tags,
                () -> number(handler(name, status -> status.counts().pending())));
        gauge(
                "recount.handler.parked",
                "What waits for a person after all retries of a handler have failed",
                tags,
                () -> number(handler(name, status -> status.counts().parked())));
        for (HandlerStatus.State state : HandlerStatus.State.values()) {
            gauge(
                    "recount.handler.state",
                    "Whether a handler is in this state",
                    tags.and("state", state.name()),
                    () -> number(handler(name, status -> status.state() == state ? 1 : 0)));
        }
    }

    private <T> Optional<T> handler(String name, Function<HandlerStatus, T> property) {
        return look.last().flatMap(found -> found.handler(name)).map(property);
    }

    /** A migration that rests, as before it is begun, is behind on purpose. */
    void migration(String name) {
        lag(
                "recount.migration.lag",
                Tags.of("migration", name),
                () -> look.last()
                        .flatMap(found -> found.migration(name))
                        .filter(follower -> follower.state() == HandlerStatus.State.RUNNING)
                        .map(HandlerStatus::lag));
    }

    /** The ages are not those of the last checkpoint, which grows old where nothing happens. */
    void seal(int tree, Tags tags) {
        gauge(
                "recount.seal.size",
                "How many events or rejections of a journal are sealed",
                tags,
                () -> number(seal(tree, SealProgress.Found::size)));
        gauge(
                "recount.seal.unsealed.age",
                "For how long the first event or rejection has been known that is not sealed",
                tags,
                () -> number(seal(tree, found -> seconds(found.unsealed()))),
                "seconds");
        gauge(
                "recount.seal.witnessed.size",
                "How many events or rejections of a journal are under a checkpoint that enough witnesses have signed",
                tags,
                () -> number(seal(tree, SealProgress.Found::witnessed)));
        gauge(
                "recount.seal.unwitnessed.age",
                "For how long the tree has been known to have more than enough witnesses have signed",
                tags,
                () -> number(seal(tree, found -> seconds(found.unwitnessed()))),
                "seconds");
    }

    private <T> Optional<T> seal(int tree, Function<SealProgress.Found, T> property) {
        return look.last().flatMap(found -> found.seals().get(tree)).map(property);
    }

    private void lag(String metric, Tags tags, Supplier<Optional<Lag>> lag) {
        gauge(
                metric + ".events",
                "How many events of the log come after what has been done",
                tags,
                () -> number(lag.get().map(Lag::events)));
        gauge(
                metric,
                "For how long the first event of the log that has not been seen to has been stored",
                tags,
                () -> number(lag.get().map(behind -> seconds(behind.time()))),
                "seconds");
    }

    private static double number(Optional<? extends Number> known) {
        return known.map(Number::doubleValue).orElse(Double.NaN);
    }

    private static double seconds(Duration time) {
        return time.toNanos() / 1e9;
    }

    private void gauge(String name, String description, Tags tags, Supplier<Number> value) {
        Gauge.builder(name, value).description(description).tags(tags).register(registry);
    }

    private void gauge(String name, String description, Tags tags, Supplier<Number> value, String unit) {
        Gauge.builder(name, value)
                .description(description)
                .tags(tags)
                .baseUnit(unit)
                .register(registry);
    }
}
