package dev.recount.view.generation;

import dev.recount.log.position.Position;
import dev.recount.model.StreamId;

/**
 * Corrections of a stream that came too late for events that a generation had taken in before.
 *
 * @param first the version of the first of them
 * @param last the version of the last of them, or of the last event of the stream that is taken in with them
 * @param position the position of the first of them
 */
public record LateCorrections(StreamId stream, long first, long last, Position position) {}
