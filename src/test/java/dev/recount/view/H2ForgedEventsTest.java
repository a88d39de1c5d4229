package dev.recount.view;

import dev.recount.database.DatabaseKind;

class H2ForgedEventsTest extends ForgedEventsContract {

    @Override
    DatabaseKind kind() {
        return DatabaseKind.H2;
    }
}
