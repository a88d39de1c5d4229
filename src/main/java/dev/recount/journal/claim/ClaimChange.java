package dev.recount.journal.claim;

import java.util.Optional;

/**
 * A change of what a stream holds of one name, by an event that is stored in the same moment.
 *
 * @param name the name of the space of values
 * @param code what stands for the value that the stream holds from now on; nothing where it holds none
 * @param heldBefore whether it may hold another one until now
 */
public record ClaimChange(String name, Optional<String> code, boolean heldBefore) {}
