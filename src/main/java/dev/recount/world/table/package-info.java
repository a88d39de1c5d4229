/**
 * The tables of worlds: those of all worlds' streams, differences and views, and the list of the worlds themselves.
 *
 * <p>It knows the schema of each world, and nothing of how a world is computed.
 */
@NullMarked
package dev.recount.world.table;

import org.jspecify.annotations.NullMarked;
