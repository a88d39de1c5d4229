package dev.recount.replay.world.reaction;

import dev.recount.model.StreamId;
import java.util.HashMap;
import java.util.Map;

/** The numbers of the commands that were sent to each stream because of one event. */
final class Ordinals {

    private final Map<StreamId, Long> numbers = new HashMap<>();

    /** Returns the number of the next command to a stream, from 1. */
    long next(StreamId target) {
        return numbers.merge(target, 1L, Long::sum);
    }
}
