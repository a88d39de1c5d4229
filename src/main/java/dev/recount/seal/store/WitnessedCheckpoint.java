package dev.recount.seal.store;

import java.time.Instant;

/**
 * A checkpoint that others than the server have signed as well, who remember it.
 *
 * @param origin the name of the tree
 * @param size how many entries the tree had
 * @param checkpoint the checkpoint with all signatures
 * @param stored when it was stored
 */
public record WitnessedCheckpoint(String origin, long size, String checkpoint, Instant stored) {}
