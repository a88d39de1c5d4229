/**
 * The database of keys, and the rows of wrapped keys in it.
 *
 * <p>It sees no key that is not wrapped.
 */
@NullMarked
package dev.recount.privacy.store;

import org.jspecify.annotations.NullMarked;
