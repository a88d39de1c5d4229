/**
 * The clients of a torture. They do what careful users of the HTTP interface do: every command has an
 * {@code Idempotency-Key}, and goes to another node with the same key until its outcome is known.
 *
 * <p>It owns the choice of what is asked. It judges no answer.
 */
@NullMarked
package dev.recount.torture.load;

import org.jspecify.annotations.NullMarked;
