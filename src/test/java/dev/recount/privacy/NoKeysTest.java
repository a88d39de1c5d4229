package dev.recount.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.recount.database.sql.DatabaseException;
import dev.recount.model.personal.Subject;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The keys of a server without personal data. */
class NoKeysTest {

    private static final Subject ADA = new Subject("customer", "17");

    private final Keys keys = Keys.none();

    @Test
    void areNotThereAndNotMade() {
        assertThatThrownBy(() -> keys.of(ADA))
                .isInstanceOf(DatabaseException.class)
                .hasMessageContaining("personal data of customer/17 is stored");
        assertThat(keys.known(ADA)).isEmpty();
        assertThatThrownBy(() -> keys.prepare(Set.of(ADA)).toCompletableFuture().join())
                .hasCauseInstanceOf(IllegalStateException.class)
                .hasMessageContaining("there are no keys");
    }
}
