package dev.recount.world;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * The settings of worlds.
 *
 * @param most how many there may be at a time, those that are being computed and those that are kept
 * @param maxAge how long one is kept
 * @param rules the folder of jars with other rules, if there is one
 * @param streamsInMemory how many streams of a world are held in memory while it is computed
 * @param waitTimeout how long an answer waits for a world that it needs
 */
public record WorldSettings(
        int most, Duration maxAge, Optional<Path> rules, int streamsInMemory, Duration waitTimeout) {}
