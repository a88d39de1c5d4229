/**
 * The options that commands have in common, and the failure that they end with.
 *
 * <p>It knows no command.
 */
@NullMarked
package dev.recount.cli.option;

import org.jspecify.annotations.NullMarked;
