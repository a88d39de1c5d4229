/**
 * The signed forms in which the server states something to others, who can check it without the server.
 *
 * <p>It knows how a statement is signed, and nothing of what it states.
 */
@NullMarked
package dev.recount.seal;

import org.jspecify.annotations.NullMarked;
