package dev.recount.view;

import dev.recount.log.Log;
import dev.recount.projection.ProjectionSession;
import dev.recount.projection.ProjectionSettings;
import dev.recount.view.table.Generations;
import java.time.Clock;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.apache.pekko.actor.typed.ActorSystem;

/**
 * What all views of a server share.
 *
 * @param sessions begins the transactions of their projections
 * @param executor runs what blocks
 */
record ViewParts(
        ActorSystem<?> system,
        Log log,
        Supplier<ProjectionSession> sessions,
        Generations generations,
        Executor executor,
        ViewSettings settings,
        ProjectionSettings projections,
        Clock clock) {}
