/**
 * The checks of whether a server lives, and whether it can serve: its node, its actors, its writers and its databases.
 *
 * <p>It looks, and does nothing about what it sees.
 */
@NullMarked
package dev.recount.server.health;

import org.jspecify.annotations.NullMarked;
