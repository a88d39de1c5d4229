/**
 * Many commands in one request: lines in, results out, in order within each stream and held back where need be.
 */
@NullMarked
package dev.recount.http.bulk;

import org.jspecify.annotations.NullMarked;
