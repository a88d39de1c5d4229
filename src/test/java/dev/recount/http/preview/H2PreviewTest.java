package dev.recount.http.preview;

import dev.recount.database.DatabaseKind;

class H2PreviewTest extends PreviewContract {

    @Override
    DatabaseKind kind() {
        return DatabaseKind.H2;
    }
}
