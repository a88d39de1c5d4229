/**
 * The decisions on commands, to be looked into later: commands that were accepted, as their events tell, and commands
 * that were rejected.
 *
 * <p>It owns the record of rejections, which lies beside the streams and changes nothing in them, and puts both
 * together in one order. It knows nothing of how a decision comes about.
 */
@NullMarked
package dev.recount.decision;

import org.jspecify.annotations.NullMarked;
