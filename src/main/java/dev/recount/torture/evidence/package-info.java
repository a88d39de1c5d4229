/**
 * The evidence that a torture leaves behind: what clients asked and were answered, what subscribers got, which faults
 * there were, and what the server held in the end; as records, and as files with one of them a line.
 *
 * <p>It judges nothing, and knows nothing of how any of it came about.
 */
@NullMarked
package dev.recount.torture.evidence;

import org.jspecify.annotations.NullMarked;
