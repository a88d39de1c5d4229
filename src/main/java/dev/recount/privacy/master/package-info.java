/**
 * The two places of a master key, a file and a key management service, and what they make of a key.
 *
 * <p>It knows nothing of whose the keys are, nor of where they are stored.
 */
@NullMarked
package dev.recount.privacy.master;

import org.jspecify.annotations.NullMarked;
