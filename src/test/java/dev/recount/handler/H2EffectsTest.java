package dev.recount.handler;

import dev.recount.database.DatabaseKind;

/** Effects of handlers, on H2. */
class H2EffectsTest extends EffectsContract {

    @Override
    DatabaseKind kind() {
        return DatabaseKind.H2;
    }
}
