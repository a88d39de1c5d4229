package dev.recount.correction;

import dev.recount.correction.CorrectionException.Kind;
import dev.recount.history.JsonDifference;
import dev.recount.journal.correction.Corrections;
import dev.recount.replay.Fold;
import dev.recount.replay.Replay;
import dev.recount.replay.StreamState;
import dev.recount.stream.CommandRequest;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/** Tells what corrections would come to before they are recorded. */
record Impacts(Replay replay, Clock clock) {

    /** A state that the rules cannot make of the events as they are read now. */
    private static final String UNKNOWN = "null";

    /**
     * Returns what corrections of a stream would come to. Blocks.
     *
     * @throws CorrectionException if the stream is not as the request expects it, or the rules cannot follow
     */
    Impact of(CommandRequest request, Correctable stream, Intent made) {
        long last = stream.last();
        long expected = request.conditions().expectedVersion().orElse(last);
        if (expected != last) {
            throw new CorrectionException(
                    Kind.OUTDATED,
                    request.stream() + " is at version " + last + ", not at " + expected + " as expected");
        }
        String after = corrected(request, stream, made);
        Fold<?> now = replay.near(request.stream(), last, stream.corrections(), 0);
        String before = json(now.to(last)).orElse(UNKNOWN);
        return new Impact(
                request.stream(),
                last,
                after,
                JsonDifference.patch(before, after),
                made.effect(),
                from(request, stream, made));
    }

    private Instant from(CommandRequest request, Correctable stream, Intent made) {
        Corrections before = stream.corrections();
        Corrections after = stream.with(made.effect(), request, clock.instant());
        return Stream.concat(before.overlays().keySet().stream(), after.overlays().keySet().stream())
                .filter(version -> !before.of(version).equals(after.of(version)))
                .min(Long::compare)
                .flatMap(version -> replay.journal().event(request.stream(), version))
                .map(entry -> replay.reader().open(entry).header().metadata().time())
                .orElseGet(clock::instant);
    }

    /**
     * Makes sure that the rules can follow the events as they would be read. Blocks.
     *
     * @throws CorrectionException if they cannot
     */
    void requireToFold(CommandRequest request, Correctable stream, Intent made) {
        var _ = corrected(request, stream, made);
    }

    private String corrected(CommandRequest request, Correctable stream, Intent made) {
        Fold<?> fold =
                replay.near(request.stream(), stream.last(), stream.with(made.effect(), request, clock.instant()), 0);
        requireWhole(fold.to(stream.last()));
        return json(fold).orElseThrow();
    }

    private static <S> Optional<String> json(Fold<S> fold) {
        return fold.state() instanceof StreamState.Live<S> live ? Optional.of(fold.json(live)) : Optional.empty();
    }

    static void requireWhole(Fold<?> fold) {
        if (fold.state() instanceof StreamState.Damaged<?>(var _, var problem)) {
            throw new CorrectionException(Kind.BREAKS, problem);
        }
    }
}
