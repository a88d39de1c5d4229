/**
 * The databases of a server with their writers and readers: parts that are opened and closed as values.
 *
 * <p>It knows nothing of the cluster, nor of what is read and written for whom.
 */
@NullMarked
package dev.recount.server.storage;

import org.jspecify.annotations.NullMarked;
