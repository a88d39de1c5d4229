/**
 * One attempt of a reaction: calling it with what it may do, within its time, and telling what came of it.
 *
 * <p>It owns the ids of the commands that reactions send, and how a repeat is known as such. It decides nothing about
 * what happens after the attempt, and writes nothing down.
 */
@NullMarked
package dev.recount.handler.reaction;

import org.jspecify.annotations.NullMarked;
