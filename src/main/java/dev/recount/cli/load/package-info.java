/**
 * The commands that send many commands to a server: files of them, and traffic that is made up.
 */
@NullMarked
package dev.recount.cli.load;

import org.jspecify.annotations.NullMarked;
