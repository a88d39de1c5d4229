package dev.recount.json;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** A value of which no more is known than its JSON. */
class JsonTextTest {

    private record Holder(JsonText data) {}

    @Test
    void tellsNothingOfItsContentWhenItIsPrinted() {
        var text = new JsonText("{\"name\":\"Ann Quince\"}");
        assertThat(text).hasToString("JSON of 21 characters");
        assertThat(new Holder(text).toString()).doesNotContain("Quince");
        assertThat(text.text()).contains("Quince");
    }
}
