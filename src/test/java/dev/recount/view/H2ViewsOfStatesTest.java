package dev.recount.view;

import dev.recount.database.DatabaseKind;

/** Views of streams that keep their latest state alone, in H2. */
class H2ViewsOfStatesTest extends ViewsOfStatesContract {

    @Override
    DatabaseKind kind() {
        return DatabaseKind.H2;
    }
}
