/**
 * The protection of journals that were written before something in them was personal data: the values that stand in the
 * clear are encrypted where they are, stream by stream.
 *
 * <p>It knows no actor: it is for a server that is stopped.
 */
@NullMarked
package dev.recount.protection;

import org.jspecify.annotations.NullMarked;
