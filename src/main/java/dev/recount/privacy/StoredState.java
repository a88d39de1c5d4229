package dev.recount.privacy;

import dev.recount.privacy.master.WrappedKey;
import java.util.Optional;

/**
 * The state of a subject's key with what is stored of it.
 *
 * @param wrapped the bytes that the key was unwrapped from, if there is one
 */
record StoredState(KeyState state, Optional<WrappedKey> wrapped) {

    StoredState(KeyState state) {
        this(state, Optional.empty());
    }
}
