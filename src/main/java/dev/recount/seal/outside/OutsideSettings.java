package dev.recount.seal.outside;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The settings of what remembers checkpoints outside of the databases.
 *
 * @param witnesses the witnesses, each with another key
 * @param needed how many of them must sign before a checkpoint counts as witnessed
 * @param file the file that each checkpoint is appended to
 * @param webhook where each new checkpoint is posted
 */
public record OutsideSettings(List<Witness> witnesses, int needed, Optional<Path> file, Optional<URI> webhook) {

    /** The settings by which nothing goes outside. */
    public static final OutsideSettings NOTHING = new OutsideSettings(List.of(), 0, Optional.empty(), Optional.empty());

    public OutsideSettings {
        witnesses = List.copyOf(witnesses);
    }

    /** Returns how many cosignatures a checkpoint is stored with at least: one without any is witnessed by nobody. */
    int enough() {
        return Math.max(1, needed);
    }
}
