package dev.recount.transaction;

import dev.recount.database.DatabaseKind;

/** Commands that handlers send together, in H2. */
class H2HandlersSendTogetherTest extends HandlersSendTogetherContract {

    @Override
    DatabaseKind kind() {
        return DatabaseKind.H2;
    }
}
