package dev.recount.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RulesUseTest {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private final RulesUse rules = new RulesUse(Map.of());

    private boolean use(String fingerprint, int minute) {
        return rules.use("account", fingerprint, START.plusSeconds(60L * minute));
    }

    @Test
    void changeOnceWhileNodesAreReplaced() {
        assertThat(use("a", 0)).isTrue();
        assertThat(use("a", 1)).isFalse();
        assertThat(use("b", 2)).isTrue();
        assertThat(use("a", 3)).isFalse();
        assertThat(use("b", 4)).isFalse();
        assertThat(use("b", 40)).isFalse();
    }

    @Test
    void changeWhereThoseOfBeforeComeBack() {
        assertThat(use("a", 0)).isTrue();
        assertThat(use("b", 1)).isTrue();
        assertThat(use("b", 20)).isFalse();
        assertThat(use("a", 21)).isTrue();
    }

    @Test
    void areOfOneStreamTypeEach() {
        assertThat(use("a", 0)).isTrue();
        assertThat(rules.use("client", "b", START.plusSeconds(60))).isTrue();
        assertThat(use("a", 60)).isFalse();
    }

    @Test
    void tellWhatIsToBeKeptOnce() {
        use("a", 0);
        assertThat(rules.changes()).hasSize(1);
        assertThat(rules.changes()).isEmpty();
        assertThat(new RulesUse(Map.of(new RulesUse.Rules("account", "a"), START)).use("account", "a", START))
                .isFalse();
    }
}
