package dev.recount.server.settings;

import dev.recount.handler.HandlerSettings;
import dev.recount.projection.ProjectionSettings;
import dev.recount.view.ViewSettings;

/**
 * The settings of the consumers of the log: views and event handlers.
 *
 * @param projections the settings that both share
 */
public record ConsumerSettings(ProjectionSettings projections, ViewSettings views, HandlerSettings handlers) {

    ConsumerSettings with(ViewSettings changed) {
        return new ConsumerSettings(projections, changed, handlers);
    }

    ConsumerSettings with(HandlerSettings changed) {
        return new ConsumerSettings(projections, views, changed);
    }
}
