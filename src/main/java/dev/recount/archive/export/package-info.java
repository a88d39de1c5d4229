/**
 * The export of sealed trees into files, each part of which is held against a signed checkpoint before it is stored.
 *
 * <p>It does not know how the tree of a server is reached.
 */
@NullMarked
package dev.recount.archive.export;

import org.jspecify.annotations.NullMarked;
