package dev.recount.http.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.recount.http.answer.Problem;
import java.io.IOException;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Results are lines of JSON, whatever they tell. */
class BulkResultsTest {

    private static final JsonMapper JSON = new JsonMapper();

    private final BulkResults results = new BulkResults();

    @ParameterizedTest
    @ValueSource(strings = {"two\nlines", "\"quoted\"", "\u0000", "Zoë", "\uD83D\uDC1F", "\uD83D", "\uDC1F\uD83D"})
    void tellAnyText(String detail) throws IOException {
        results.add(new BulkResult.Failed(7, Problem.malformed(detail), Optional.empty()));

        String line = results.take().utf8String();

        assertThat(line).endsWith("}\n").containsOnlyOnce("\n");
        assertThat(JSON.readTree(line).path("detail").asText()).isEqualTo(detail);
    }

    @Test
    void areTakenOnce() {
        results.add(SampleLines.accepted(SampleLines.line(1, "a")));
        results.add(new BulkResult.Failed(2, Problem.malformed("bad"), Optional.empty()));

        assertThat(results.take().utf8String())
                .isEqualTo("{\"line\":1,\"status\":200,\"stream\":\"account/a\",\"version\":1,"
                        + "\"token\":\"account/a@1\",\"repeat\":false}\n"
                        + "{\"line\":2,\"status\":400,\"code\":\"MALFORMED\",\"detail\":\"bad\"}\n");
        assertThat(results.isEmpty()).isTrue();
    }
}
