package dev.recount.stream.pekko.journal;

/**
 * A snapshot whose event is not the one that is stored, or is not there at all: proof of an event that was lost or
 * changed, so that nothing may go on from it, nor from the events alone.
 *
 * @param version the version of the snapshot
 * @param problem what is wrong
 */
record UnfitSnapshot(long version, String problem) {}
