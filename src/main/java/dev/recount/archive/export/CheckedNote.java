package dev.recount.archive.export;

import dev.recount.seal.Checkpoint;

/**
 * A checkpoint, whose signature was checked as far as that was asked for.
 *
 * @param note the signed note that it is in
 */
record CheckedNote(Checkpoint checkpoint, String note) {}
