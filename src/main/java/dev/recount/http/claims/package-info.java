/** The values that one stream at a time holds: who holds one, and how far each name has come. */
@NullMarked
package dev.recount.http.claims;

import org.jspecify.annotations.NullMarked;
