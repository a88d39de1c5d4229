/**
 * The limits of how much may be asked in a time, by those who are known and from each address.
 *
 * <p>It is the one package that knows the library that counts, and knows no endpoint.
 */
@NullMarked
package dev.recount.http.limit;

import org.jspecify.annotations.NullMarked;
