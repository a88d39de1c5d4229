/**
 * The stored form of events: their names, what stands beside their data, and the hash chain that ties each to the one
 * before it.
 *
 * <p>It knows the model, but neither actors nor SQL, which its rooms add, nor HTTP.
 */
@NullMarked
package dev.recount.journal;

import org.jspecify.annotations.NullMarked;
