package dev.recount.testing;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.recount.evolution.today.Article;
import dev.recount.evolution.today.Warehouse;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;

class UpcasterFixtureTest {

    private final UpcasterFixture<Article.State, Article.Event> article = UpcasterFixture.of(Warehouse.ARTICLE);

    @Test
    void holdsSamplesAgainstTheEventsOfToday() {
        article.given("Registered", 1, "{\"name\": \"bolt\", \"cents\": 5}")
                .given("Touched", 1, "{}")
                .given("Registered", 3, "{\"name\": \"nut\", \"price\": 1.5, \"currency\": \"EUR\"}")
                .then(
                        new Article.Event.Registered("bolt", new BigDecimal("0.05"), "CZK"),
                        new Article.Event.Registered("nut", new BigDecimal("1.5"), "EUR"))
                .thenState(new Article.State("nut", new BigDecimal("1.5"), 0, List.of(), false));
        article.given("Touched", 1, "{}").then();
    }

    @Test
    void saysWhatDoesNotHold() {
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> article.given("Touched", 1, "{}").then(new Article.Event.Renamed("x")))
                .withMessageContaining("expected [Renamed[name=x]]");
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> article.given("Forgotten", 1, "{}"))
                .withMessageContaining("article.Forgotten/1");
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> article.given("Registered", 1, "{\"name\": \"bolt\", \"cents\": \"many\"}"))
                .withMessageContaining("price: is not a number");
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> article.given("Registered", 1, "{\"name\": 7, \"cents\": 1}"))
                .withMessageContaining("does not fit Registered/3: name: must be a text");
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> article.given("Renamed", 1, "{\"name\": null}"))
                .withMessageContaining("name: must not be null");
    }
}
