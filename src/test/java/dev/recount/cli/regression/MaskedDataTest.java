package dev.recount.cli.regression;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.recount.cli.option.CommandFailedException;
import org.junit.jupiter.api.Test;

/** Personal data that a server does not show, in what it tells of decisions. */
class MaskedDataTest {

    private static JsonNode told(String json) throws JsonProcessingException {
        return new JsonMapper().readTree(json);
    }

    @Test
    void isNamedWhereverItStands() throws JsonProcessingException {
        JsonNode told = told("""
                {"command":{"data":{"cards":[{"masked":["contact/numbers/1"],"contact":{"numbers":[1,null]}}]}}}""");
        assertThatThrownBy(() -> MaskedData.requireNone(told))
                .isInstanceOf(CommandFailedException.class)
                .hasMessageContaining("contact/numbers/1");
    }

    @Test
    void isNoFieldOfTheSameName() throws JsonProcessingException {
        JsonNode told = told("""
                {"erased":["name"],"name":null,"data":{"masked":["guests"],"guests":3},"others":{"masked":true}}""");
        assertThatCode(() -> MaskedData.requireNone(told)).doesNotThrowAnyException();
    }
}
