/**
 * The evidence that a torture leaves behind: the requests of clients and the answers, the events that subscribers got,
 * the faults, and the contents of the server in the end; as records, and as files with one of them a line.
 *
 * <p>It judges nothing, and knows nothing of how any of it came about.
 */
@NullMarked
package dev.recount.torture.evidence;

import org.jspecify.annotations.NullMarked;
