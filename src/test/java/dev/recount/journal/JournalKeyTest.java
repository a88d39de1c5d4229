package dev.recount.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recount.model.StreamId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JournalKeyTest {

    @Test
    void isFoundAgain() {
        var stream = new StreamId("account", "17");

        assertThat(JournalKey.find(JournalKey.of(stream))).contains(stream);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "account", "|", "account|", "|17", "account|17|8", "Account|17", "account| "})
    void isNoneWhereSomethingElseIsStored(String name) {
        assertThat(JournalKey.find(name)).isEmpty();
    }
}
