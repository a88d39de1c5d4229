package dev.recount.handler.store;

import dev.recount.model.StreamId;
import java.time.Instant;
import java.util.Optional;

/**
 * That a stream has work that is still to be done.
 *
 * @param lastVersion the version of the last event among it, 0 if there is none: no event up to it is new
 * @param next when the first of it may be tried; none if it waits for a person
 */
public record Backlog(StreamId stream, long lastVersion, Optional<Instant> next) {}
