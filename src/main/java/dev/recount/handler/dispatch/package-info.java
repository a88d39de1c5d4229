/**
 * The dispatch of a handler's work: events, retries and timers, those of one stream one after another, and those of
 * different streams side by side. It knows neither the projection that brings the events nor who gives orders.
 */
@NullMarked
package dev.recount.handler.dispatch;

import org.jspecify.annotations.NullMarked;
