package dev.recount.stream.pekko.state;

import dev.recount.replay.Snapshot;
import java.util.function.Consumer;

/**
 * A state on its way into the table of states.
 *
 * @param whenFailed is told why the state was not written, or is not known to have been; Pekko has the actor begin anew
 *     then, and tells it nothing
 */
record StateToKeep(Snapshot<?> state, Consumer<Throwable> whenFailed) {}
