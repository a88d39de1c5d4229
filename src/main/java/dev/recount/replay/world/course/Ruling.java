package dev.recount.replay.world.course;

import dev.recount.replay.world.outcome.Gap;
import java.util.List;

/** The decision of rules on a command that is on record. */
public sealed interface Ruling {

    /**
     * The command is accepted.
     *
     * @param events the records of the rules, in order
     */
    record Accepted(List<Object> events) implements Ruling {}

    /** The command is rejected, by the rules or because they fail. */
    record Rejected(String reason, String message) implements Ruling {}

    /** The command cannot be decided on. */
    record Undecided(Gap gap) implements Ruling {}
}
