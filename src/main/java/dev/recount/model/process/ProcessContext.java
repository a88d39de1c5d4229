package dev.recount.model.process;

import dev.recount.model.StreamId;
import java.time.Instant;
import java.util.Objects;

/**
 * The circumstances in which a process reacts.
 *
 * @param process the process's own stream, as {@code fulfilment/17}
 * @param time when what it decides happens; never before its last event
 */
public record ProcessContext(StreamId process, Instant time) {
    public ProcessContext {
        Objects.requireNonNull(process, "process");
        Objects.requireNonNull(time, "time");
    }

    /** Returns the id of the process, which is that of its stream. */
    public String id() {
        return process.id();
    }
}
