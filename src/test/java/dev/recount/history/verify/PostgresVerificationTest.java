package dev.recount.history.verify;

import dev.recount.database.DatabaseKind;
import org.junit.jupiter.api.Tag;

@Tag("slow")
class PostgresVerificationTest extends VerificationContract {

    @Override
    DatabaseKind kind() {
        return DatabaseKind.POSTGRESQL;
    }
}
