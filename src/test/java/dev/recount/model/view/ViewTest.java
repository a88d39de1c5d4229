package dev.recount.model.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.recount.model.DomainException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ViewTest {

    record Row(String key) {}

    @ParameterizedTest
    @ValueSource(strings = {"a", "a-1", "a-", "a-b-c", "a234567890123456789012345678901234567890"})
    void hasANameThatTablesCanHave(String name) {
        assertThat(View.of(name, Row.class).name()).isEqualTo(name);
    }

    /** The tables of a view {@code a--1} would be those of the first generation of {@code a}. */
    @ParameterizedTest
    @ValueSource(
            strings = {"a--1", "a--history", "a---", "-a", "A", "a_b", "", "a2345678901234567890123456789012345678901"})
    void hasNoNameWhoseTablesCouldBeAnothers(String name) {
        assertThatExceptionOfType(DomainException.class)
                .isThrownBy(() -> View.of(name, Row.class))
                .withMessageContaining("the name of a view")
                .withMessageEndingWith(": " + name)
                .withMessageNotContaining("\n");
    }
}
