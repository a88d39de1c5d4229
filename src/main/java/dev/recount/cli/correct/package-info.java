/**
 * The command that corrects events of streams: of one stream, or of many by a plan.
 */
@NullMarked
package dev.recount.cli.correct;

import org.jspecify.annotations.NullMarked;
