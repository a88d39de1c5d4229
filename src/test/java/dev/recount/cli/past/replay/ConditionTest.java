package dev.recount.cli.past.replay;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConditionTest {

    private static final String STATE =
            "{\"balance\":-1.50,\"owner\":\"Ann Lee\",\"month\":null,\"open\":true," + "\"limits\":{\"a/b\":[10,20]}}";

    private static JsonNode state() throws JsonProcessingException {
        return new JsonMapper().readTree(STATE);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            /balance < 0            | true
            balance<0               | true
            /balance >= -1.5        | true
            /balance = -1.5         | true
            /balance != -1.5        | false
            /balance > -1           | false
            /balance = "-1.5"       | false
            /owner = Ann Lee        | true
            /owner = "Ann Lee"      | true
            /owner < B              | true
            /owner > B              | false
            /owner <= 3             | false
            /owner >= 3             | false
            /month = null           | true
            /month != null          | false
            /nothing = null         | true
            /nothing != 3           | true
            /nothing < 3            | false
            /open = true            | true
            /open != true           | false
            /limits/a~1b/1 = 20     | true
            /limits/a~1b = [10,20]  | true
            """)
    void holdsOrNot(String condition, boolean holds) throws JsonProcessingException {
        assertThat(Condition.parse(condition).orElseThrow().holds(state())).isEqualTo(holds);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/balance", "/balance <", "< 3", "/balance is 3", "/a b = 3"})
    void isNothingElse(String text) {
        assertThat(Condition.parse(text)).isEmpty();
    }
}
