/**
 * The command line: {@code serve}, {@code demo}, {@code import}, {@code traffic}, {@code verify} and {@code bench}; those that show the past of streams
 * are in a package of their own, as is {@code torture}.
 *
 * <p>It owns what a person at a terminal sees. The commands that talk to a server do so over HTTP, as any client.
 */
@NullMarked
package dev.recount.cli;

import org.jspecify.annotations.NullMarked;
