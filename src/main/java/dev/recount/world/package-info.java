/**
 * Worlds at work: each is computed on one node, kept in a schema of its own beside the tables of views, asked from
 * every node, and dropped when it is old, when somebody says so, or when its node is no more.
 *
 * <p>It owns the worlds of a server and their tables. It knows nothing of HTTP, and changes nothing on record.
 */
@NullMarked
package dev.recount.world;

import org.jspecify.annotations.NullMarked;
