package dev.recount.torture.check.stream;

import dev.recount.torture.check.CaseFile;
import dev.recount.torture.check.Check;
import dev.recount.torture.check.Kind;
import dev.recount.torture.check.StreamHistory;
import dev.recount.torture.check.Violation;
import dev.recount.torture.evidence.Ending.EndState;
import dev.recount.torture.evidence.StreamLook;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The check that a look at a stream shows all that was known before, nothing that began after it, and the state that
 * belongs to its version.
 */
public final class ReadsAreCurrent implements Check {

    /** The answers of a server that is not well: none, or that it cannot tell. */
    private static final Set<Integer> UNANSWERED = Set.of(0, 503, 504);

    @Override
    public void run(CaseFile file, Consumer<Violation> found) {
        for (StreamHistory stream : file.streams()) {
            stream.readings().forEach(reading -> check(stream, reading, found));
        }
        for (EndState end : file.evidence().ending().states()) {
            StreamHistory stream = file.stream(end.stream());
            if (end.version() != stream.events().size()
                    || !stream.state(end.version()).isLike(end.state())) {
                found.accept(new Violation(
                        Kind.WRONG_STATE,
                        end.stream(),
                        "in the end, the state is not what " + stream.events().size() + " events come to",
                        end));
            }
        }
    }

    private static void check(StreamHistory stream, StreamLook reading, Consumer<Violation> found) {
        if (!reading.tells()) {
            if (!UNANSWERED.contains(reading.status())) {
                found.accept(new Violation(
                        Kind.IMPLAUSIBLE_ANSWER,
                        stream.stream(),
                        "a look at the stream was answered with " + reading.status(),
                        reading));
            }
            return;
        }
        stream.bounds()
                .before(reading.startNanos())
                .filter(known -> known.version() > reading.version())
                .ifPresent(known -> found.accept(new Violation(
                        Kind.STALE_READ,
                        stream.stream(),
                        "version " + known.version() + " was known before the look began",
                        known.shownBy(),
                        reading)));
        if (reading.version() > stream.bounds().most(reading.endNanos())) {
            found.accept(new Violation(
                    Kind.FUTURE_READ,
                    stream.stream(),
                    "the look shows a version whose command began after it, or that there is not",
                    reading));
        } else if (reading.version() > 0 && !stream.state(reading.version()).isLike(reading.state())) {
            found.accept(
                    new Violation(Kind.WRONG_STATE, stream.stream(), "the state is not that of its version", reading));
        }
    }
}
