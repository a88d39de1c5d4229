/**
 * Where is measured: databases and folders that are there for the run alone, and what it takes of processors and
 * memory.
 */
@NullMarked
package dev.recount.bench.arena;

import org.jspecify.annotations.NullMarked;
