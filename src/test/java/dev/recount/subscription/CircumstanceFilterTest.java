package dev.recount.subscription;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recount.model.Metadata;
import dev.recount.model.Principal;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CircumstanceFilterTest {

    private static final Instant TIME = Instant.parse("1993-01-05T12:00:00Z");
    private static final Metadata CAUSED =
            new Metadata(TIME, TIME.plusSeconds(1), new Principal("ann"), "talk", Optional.of("order/1@2"));
    private static final Metadata UNCAUSED =
            new Metadata(TIME, TIME.plusSeconds(1), new Principal("ben"), "else", Optional.empty());

    private static CircumstanceFilter names(String correlation, String causation, String principal) {
        return new CircumstanceFilter(
                name(correlation), name(causation), name(principal), Optional.empty(), Optional.empty(), Map.of());
    }

    private static Optional<String> name(String name) {
        return name.isEmpty() ? Optional.empty() : Optional.of(name);
    }

    private static CircumstanceFilter times(Optional<Instant> from, Optional<Instant> to) {
        return new CircumstanceFilter(Optional.empty(), Optional.empty(), Optional.empty(), from, to, Map.of());
    }

    @Test
    void wantsAllIfNothingIsAskedFor() {
        assertThat(CircumstanceFilter.ALL.wants(CAUSED)).isTrue();
        assertThat(CircumstanceFilter.ALL.wants(UNCAUSED)).isTrue();
    }

    @Test
    void wantsWhatHasAllThatIsAskedFor() {
        assertThat(names("talk", "order/1@2", "ann").wants(CAUSED)).isTrue();
        assertThat(names("talk", "order/1@2", "ann").wants(UNCAUSED)).isFalse();
        assertThat(names("", "order/1@2", "").wants(UNCAUSED)).isFalse();
        assertThat(names("talk", "", "ben").wants(CAUSED)).isFalse();
        assertThat(names("tal", "", "").wants(CAUSED)).isFalse();
    }

    @Test
    void countsBothEndsOfATimeIn() {
        assertThat(times(Optional.of(TIME), Optional.of(TIME)).wants(CAUSED)).isTrue();
        assertThat(times(Optional.of(TIME.plusNanos(1)), Optional.empty()).wants(CAUSED))
                .isFalse();
        assertThat(times(Optional.empty(), Optional.of(TIME.minusNanos(1))).wants(CAUSED))
                .isFalse();
    }

    @Test
    void wantsWhatHasAllThatItsSenderIsToHaveNoted() {
        var noted = new Metadata(
                TIME,
                TIME,
                new Principal("ann"),
                "talk",
                Optional.empty(),
                Map.of("channel", "web", "campaign", "spring"));

        assertThat(own(Map.of("channel", "web")).wants(noted)).isTrue();
        assertThat(own(Map.of("channel", "web", "campaign", "spring")).wants(noted))
                .isTrue();
        assertThat(own(Map.of("channel", "web", "campaign", "autumn")).wants(noted))
                .isFalse();
        assertThat(own(Map.of("channel", "web")).wants(CAUSED)).isFalse();
    }

    private static CircumstanceFilter own(Map<String, String> own) {
        return new CircumstanceFilter(
                Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), own);
    }

    @Test
    void wantsWhatCannotBeRead() {
        assertThat(names("talk", "", "").wants(Optional.empty())).isTrue();
    }
}
