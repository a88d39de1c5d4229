package dev.recount.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.entry;

import dev.recount.model.type.Cases;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class CasesTest {

    @Test
    void areFoundByTheirSimpleNamesInNestedInterfacesToo() {
        assertThat(Cases.of(Counter.Event.class).byName())
                .containsExactly(
                        entry("Risen", Counter.Risen.class),
                        entry("Stamped", Counter.Stamped.class),
                        entry("WasReset", Counter.WasReset.class));
    }

    @Test
    void mayBeOneRecordThatStandsAlone() {
        var cases = Cases.of(Counter.Count.class);

        assertThat(cases.byName()).containsExactly(entry("Count", Counter.Count.class));
        assertThat(cases.base()).isEqualTo(Counter.Count.class);
    }

    @Test
    void cannotBeChanged() {
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> Cases.of(Counter.Event.class).byName().clear());
    }

    @Nested
    class AreRefused {

        sealed interface Twins {}

        static final class First {
            record Paid() implements Twins {}
        }

        static final class Second {
            record Paid() implements Twins {}
        }

        sealed interface WithClass {}

        static final class NoRecord implements WithClass {}

        sealed interface WithEnum {}

        enum NoRecordEither implements WithEnum {
            ONE
        }

        interface Open {}

        @Test
        void whenTwoHaveOneSimpleName() {
            assertRefused(Twins.class, First.Paid.class, Second.Paid.class);
        }

        @Test
        void whenOneIsNoRecord() {
            assertRefused(WithClass.class, NoRecord.class);
            assertRefused(WithEnum.class, NoRecordEither.class);
        }

        @Test
        void whenTheInterfaceIsNotSealed() {
            assertRefused(Open.class, Open.class);
        }

        private static void assertRefused(Class<?> base, Class<?>... named) {
            assertThatExceptionOfType(DomainException.class)
                    .isThrownBy(() -> Cases.of(base))
                    .satisfies(mistake -> {
                        for (Class<?> type : named) {
                            assertThat(mistake).hasMessageContaining(type.getName());
                        }
                    });
        }
    }
}
