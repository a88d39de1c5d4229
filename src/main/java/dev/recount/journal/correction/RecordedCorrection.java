package dev.recount.journal.correction;

import dev.recount.model.Metadata;
import java.util.Optional;

/**
 * A correction at its place.
 *
 * @param version its own version in its stream
 * @param metadata when it was made, by whom, and why it was sent
 * @param command the command that it came by
 */
public record RecordedCorrection(long version, Metadata metadata, Command command, Correction correction) {

    /**
     * The command that a correction came by, maybe with others.
     *
     * @param id its id
     * @param digest the digest of what was sent; only with the first of its corrections
     */
    public record Command(String id, Optional<String> digest) {}
}
