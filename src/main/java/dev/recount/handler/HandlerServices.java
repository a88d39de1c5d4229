package dev.recount.handler;

import dev.recount.handler.reaction.Reactions;
import dev.recount.handler.store.HandlerStore;
import dev.recount.log.Log;
import java.time.Clock;
import org.apache.pekko.actor.typed.ActorSystem;

/**
 * The services of the server that handlers need.
 *
 * @param log what they follow
 * @param store what they remember
 * @param reactions what their reactions reach
 */
public record HandlerServices(ActorSystem<?> system, Log log, HandlerStore store, Reactions.Services reactions) {

    Clock clock() {
        return reactions.clock();
    }
}
