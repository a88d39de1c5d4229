/**
 * Merkle trees over ordered leaves, hashed as RFC 6962 says and kept in tiles as {@code tlog-tiles} of the C2SP project
 * lays them out (https://c2sp.org/tlog-tiles).
 *
 * <p>It knows neither events nor databases.
 */
@NullMarked
package dev.recount.seal.tree;

import org.jspecify.annotations.NullMarked;
