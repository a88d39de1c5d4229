/**
 * JSON as the server reads and writes it: strictly, without annotations in the domain, with problems in the writer's
 * words.
 *
 * <p>It owns what Jackson is told to do. It knows nothing of events, streams or journals.
 */
@NullMarked
package dev.recount.json;

import org.jspecify.annotations.NullMarked;
