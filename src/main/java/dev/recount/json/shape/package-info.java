/**
 * The shapes of types as their JSON has them: to be kept and compared, to be told apart, and to be told to others as
 * JSON Schema.
 *
 * <p>It knows nothing of events or streams.
 */
@NullMarked
package dev.recount.json.shape;

import org.jspecify.annotations.NullMarked;
