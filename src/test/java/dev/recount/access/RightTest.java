package dev.recount.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;

class RightTest {

    @Test
    void isNamedByItsWordOrWithAllOthersAtOnce() {
        assertThat(Right.named("read")).containsExactly(Right.READ);
        assertThat(Right.named("admin"))
                .hasSize(Right.values().length - 1)
                .doesNotContain(Right.NONE)
                .containsAll(Set.of(Right.PERSONAL, Right.OPERATE, Right.ERASE));
        assertThat(Right.named("none")).isEmpty();
        assertThat(Right.named("Read")).isEmpty();
    }
}
