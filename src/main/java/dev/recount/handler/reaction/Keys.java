package dev.recount.handler.reaction;

import dev.recount.journal.HashChain;
import java.nio.charset.StandardCharsets;

/** Makes the keys that stay the same whenever the same thing is done again; they are never changed. */
final class Keys {

    private Keys() {}

    /** Returns the hash of parts without line feeds: 43 letters, digits, {@code -} and {@code _}. */
    static String of(String... parts) {
        return HashChain.encode(
                HashChain.sha256().digest(String.join("\n", parts).getBytes(StandardCharsets.UTF_8)));
    }
}
