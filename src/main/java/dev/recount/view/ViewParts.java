package dev.recount.view;

import dev.recount.log.Log;
import dev.recount.projection.ProjectionSessions;
import dev.recount.projection.ProjectionSettings;
import dev.recount.view.generation.GenerationTables;
import dev.recount.view.generation.Generations;
import java.time.Clock;
import java.util.concurrent.Executor;
import org.apache.pekko.actor.typed.ActorSystem;

/**
 * The services that all views of a server share.
 *
 * @param sessions begins the transactions of their projections
 * @param executor runs what blocks
 */
record ViewParts(
        ActorSystem<?> system,
        Log log,
        ProjectionSessions sessions,
        Generations generations,
        GenerationTables tables,
        Executor executor,
        ViewSettings settings,
        ProjectionSettings projections,
        Clock clock) {

    /** Returns the same for views that follow another log. */
    ViewParts following(Log other) {
        return new ViewParts(system, other, sessions, generations, tables, executor, settings, projections, clock);
    }
}
