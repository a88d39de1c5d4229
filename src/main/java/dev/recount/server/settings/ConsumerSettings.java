package dev.recount.server.settings;

import dev.recount.handler.HandlerSettings;
import dev.recount.projection.ProjectionSettings;
import dev.recount.view.ViewSettings;
import dev.recount.world.WorldSettings;

/**
 * The settings of the consumers of the log: views, event handlers and worlds.
 *
 * @param projections the settings that views and handlers share
 */
public record ConsumerSettings(
        ProjectionSettings projections, ViewSettings views, HandlerSettings handlers, WorldSettings worlds) {

    ConsumerSettings with(ViewSettings changed) {
        return new ConsumerSettings(projections, changed, handlers, worlds);
    }

    ConsumerSettings with(HandlerSettings changed) {
        return new ConsumerSettings(projections, views, changed, worlds);
    }
}
