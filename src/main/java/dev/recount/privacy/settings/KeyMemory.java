package dev.recount.privacy.settings;

import java.time.Duration;

/**
 * The limits of what is kept of keys in memory.
 *
 * @param subjects the most subjects
 * @param age how long it is relied on; within that time, this node may not know that another has erased the subject
 */
public record KeyMemory(int subjects, Duration age) {}
