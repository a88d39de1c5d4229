package dev.recount.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recount.json.marked.PersonalJson;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** Differences of documents in which personal data is marked. */
class JsonDifferenceTest {

    private static String known(String value) {
        return "{\"$personal\":{\"subject\":\"person/1\",\"value\":" + value + "}}";
    }

    private static String named(String... names) {
        return "{\"names\":[" + String.join(",", names) + "],\"n\":1.0}";
    }

    @Test
    void keepTheMarksOfWhatIsNew() throws IOException {
        String patch = JsonDifference.patch(named(known("\"Ann\"")), named(known("\"Eve\""), known("{\"b\":1.50}")))
                .toString();

        assertThat(PersonalJson.plain(patch)).isEqualTo("""
                [{"op":"replace","path":"/names/0","value":"Eve"},{"op":"add","path":"/names/1","value":{"b":1.50}}]""");
        assertThat(PersonalJson.masked(patch)).isEqualTo("""
                [{"masked":["value"],"op":"replace","path":"/names/0","value":null},\
                {"masked":["value"],"op":"add","path":"/names/1","value":null}]""");
    }

    @Test
    void areNoneBetweenTheSame() {
        assertThat(JsonDifference.patch(named(known("\"Ann\"")), named(known("\"Ann\""))))
                .isEmpty();
    }

    @Test
    void keepTheMarksWithinWhatIsNewAsAWhole() throws IOException {
        String patch = JsonDifference.patch("{}", "{\"card\":{\"name\":" + known("\"Ann\"") + "}}")
                .toString();

        assertThat(PersonalJson.plain(patch))
                .isEqualTo("[{\"op\":\"add\",\"path\":\"/card\",\"value\":{\"name\":\"Ann\"}}]");
        assertThat(PersonalJson.masked(patch)).doesNotContain("Ann").contains("\"masked\":[\"name\"]");
    }

    @Test
    void tellWhatWasErasedAsItIsTold() {
        String patch = JsonDifference.patch(
                        named(known("\"Ann\"")), named("{\"$personal\":{\"subject\":\"person/1\"}}"))
                .toString();

        assertThat(patch)
                .contains("{\"op\":\"add\",\"path\":\"/erased\",\"value\":[\"names/0\"]}")
                .contains("{\"op\":\"replace\",\"path\":\"/names/0\",\"value\":null}");
    }
}
