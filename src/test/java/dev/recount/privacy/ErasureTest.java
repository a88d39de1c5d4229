package dev.recount.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.recount.model.personal.Subject;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The entries that the ledger takes. */
class ErasureTest {

    private static Erasure entry(String by, String ground, Optional<String> reference) {
        return new Erasure(
                new Subject("customer", "17"), Instant.parse("2026-05-04T10:00:00.123456789Z"), by, ground, reference);
    }

    @Test
    void areToTheMillisecondAsTheyAreStored() {
        assertThat(entry("eve", "art. 17", Optional.empty()).at()).isEqualTo("2026-05-04T10:00:00.123Z");
    }

    @Test
    void sayWhoAndWhy() {
        assertThatThrownBy(() -> entry(" ", "art. 17", Optional.empty())).hasMessage("by: must not be empty");
        assertThatThrownBy(() -> entry("eve", "", Optional.empty())).hasMessage("ground: must not be empty");
        assertThatThrownBy(() -> entry("eve", "art. 17", Optional.of(""))).hasMessage("reference: must not be empty");
        assertThatThrownBy(() -> entry("eve", "x".repeat(2_001), Optional.empty()))
                .hasMessage("ground: at most 2000 characters are allowed");
    }

    @Test
    void holdTextThatEveryDatabaseStores() {
        assertThat(entry("e\0ve", "art. 17", Optional.empty()).by()).isEqualTo("e\ufffdve");
    }
}
