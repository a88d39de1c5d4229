package dev.recount.handler;

import dev.recount.journal.jdbc.DatabaseKind;

/** Handlers on H2. */
class H2HandlerTest extends HandlerContract {

    @Override
    DatabaseKind kind() {
        return DatabaseKind.H2;
    }
}
