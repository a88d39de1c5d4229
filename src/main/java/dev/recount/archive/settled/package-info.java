/**
 * The archive of a server: events before settled points, which move out of the journals into segments.
 *
 * <p>It does not know how they are read there: that is done where rows become events.
 */
@NullMarked
package dev.recount.archive.settled;

import org.jspecify.annotations.NullMarked;
