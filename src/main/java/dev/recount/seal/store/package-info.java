/** The trees of a journal as its database keeps them. */
@NullMarked
package dev.recount.seal.store;

import org.jspecify.annotations.NullMarked;
