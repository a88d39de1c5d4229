/**
 * The comparison of what is read of journals with the trees that seal them.
 *
 * <p>It finds what is not as it was sealed, and tells; what becomes of that is up to who reads.
 */
@NullMarked
package dev.recount.seal.reading;

import org.jspecify.annotations.NullMarked;
