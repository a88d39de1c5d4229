/**
 * Callers as the rules of a domain see them, and the rule about which of them may read a stream.
 *
 * <p>It knows nothing of how a caller shows who it is: that is for the server to find out.
 */
@NullMarked
package dev.recount.model.caller;

import org.jspecify.annotations.NullMarked;
