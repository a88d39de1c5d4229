/**
 * The changes of what streams hold, as journals keep them until the home journal has them, where there are several.
 *
 * <p>It owns the statements over the table of marks. It knows nothing of who holds a value.
 */
@NullMarked
package dev.recount.journal.claim.mark;

import org.jspecify.annotations.NullMarked;
