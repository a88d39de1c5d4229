package dev.recount.seal.store;

import dev.recount.log.position.LogPlace;
import java.time.Instant;

/**
 * A tree as it was signed last.
 *
 * @param origin the name under which its checkpoints are signed
 * @param size how many entries it has
 * @param place the place of the last one
 * @param checkpoint the checkpoint of that size
 * @param signed when it was signed
 */
public record StoredTree(String origin, long size, LogPlace place, String checkpoint, Instant signed) {}
