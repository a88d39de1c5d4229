/**
 * Processes as a domain defines them: which events begin one and go on with it, and pure rules that make of each input
 * what is decided, sent, set and undone.
 *
 * <p>It knows nothing of how a process is stored, nor of how its commands are sent.
 */
@NullMarked
package dev.recount.model.process;

import org.jspecify.annotations.NullMarked;
