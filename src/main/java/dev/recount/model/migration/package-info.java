/**
 * The definition of migrations, which carry streams over into streams of another type.
 *
 * <p>It says what becomes of an event, and nothing of how or when it is copied.
 */
@NullMarked
package dev.recount.model.migration;

import org.jspecify.annotations.NullMarked;
