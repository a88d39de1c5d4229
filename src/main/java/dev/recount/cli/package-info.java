/**
 * The command line: {@code serve}, {@code demo}, {@code verify}, {@code bench} and others. The commands that show the
 * past of streams, and those that send many commands, are in packages of their own, as are the options that all have in
 * common.
 *
 * <p>It owns what a person at a terminal sees. The commands that talk to a server do so over HTTP, as any client.
 */
@NullMarked
package dev.recount.cli;

import org.jspecify.annotations.NullMarked;
