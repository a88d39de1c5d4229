package dev.recount.seal;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * The settings of seals.
 *
 * @param key where the keys are that sign, if not in the folder of the server's data
 * @param origin the beginning of the names of the trees
 * @param interval the time after which what is new is sealed; zero if nothing is
 */
public record SealSettings(Optional<Path> key, String origin, Duration interval) {

    /** The part of a tree's name before its random end by which it is known as one of rejections. */
    public static final String OF_REJECTIONS = "/rejections";

    /** Returns the beginning of the names of the trees of rejections, which no tree of events has. */
    public String originOfRejections() {
        return origin + OF_REJECTIONS;
    }

    /** Returns the settings by which nothing is sealed. */
    public SealSettings off() {
        return new SealSettings(key, origin, Duration.ZERO);
    }

    /** Tells whether anything is sealed. */
    public boolean isOn() {
        return interval.isPositive();
    }
}
