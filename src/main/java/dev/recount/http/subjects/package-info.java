/**
 * Persons over HTTP: what is held of them, and their erasure.
 *
 * <p>It knows how it is told, and not how it is done.
 */
@NullMarked
package dev.recount.http.subjects;

import org.jspecify.annotations.NullMarked;
