/**
 * The surroundings of a measurement: databases and folders that are there for the run alone, and meters of processor
 * time and memory.
 */
@NullMarked
package dev.recount.bench.arena;

import org.jspecify.annotations.NullMarked;
