package dev.recount.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.recount.bench.arena.Arena;
import dev.recount.bench.contest.Discipline;
import dev.recount.bench.contest.Plan;
import dev.recount.bench.load.Length;
import dev.recount.bench.report.BenchReport;
import dev.recount.bench.report.Comparison;
import dev.recount.bench.report.HtmlReport;
import dev.recount.bench.report.JsonReport;
import dev.recount.database.place.DatabasePlace;
import dev.recount.server.TestServer;
import dev.recount.server.settings.Settings;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The promises of a run about its measurements, on any database; not about their speed. */
@Tag("slow")
abstract class BenchContract {

    private static final int COUNT = 200;
    private static final int ROUNDS = 2;
    private static final long WARM_UPS = 6;

    /** More than one old stream takes, and not a multiple of that. */
    private static final int STORED = 250;

    /** Returns where the journal would be, which is none of the bench's business. */
    abstract DatabasePlace configured();

    /** Returns what is there beside it: databases, or folders. */
    abstract List<String> beside() throws Exception;

    private BenchReport run(Set<Character> letters, OptionalInt rate, boolean hot) throws Exception {
        Settings settings = Settings.read(Optional.of(TestServer.PATIENT));
        var plan = new Plan(letters, ROUNDS, 8, 20, Length.ofCount(COUNT), rate, hot, STORED);
        try (var arena = new Arena(settings.withJournal(settings.journal().in(configured())))) {
            return new BenchRun(arena, plan, _ -> {}).run();
        }
    }

    private static JsonNode json(BenchReport report) throws Exception {
        return new JsonMapper().readTree(JsonReport.write(report));
    }

    @Test
    void measuresAllAndFindsStoredWhatWasAcknowledged() throws Exception {
        List<String> before = beside();

        BenchReport report = run(
                Arrays.stream(Discipline.values()).map(Discipline::letter).collect(Collectors.toSet()),
                OptionalInt.empty(),
                true);

        JsonNode json = json(report);
        assertThat(json.path("checks").findValues("holds"))
                .hasSizeGreaterThan(20)
                .allMatch(JsonNode::asBoolean);
        assertThat(json.path("sound").asBoolean()).isTrue();
        assertThat(json.path("figures").findValuesAsText("entry"))
                .containsExactlyElementsOf(
                        Arrays.stream(Discipline.values()).map(Discipline::key).toList());
        for (JsonNode figures : json.path("figures")) {
            assertThat(figures.path("perSecond").asDouble()).isPositive();
            assertThat(figures.path("perSecondOfRounds")).hasSize(ROUNDS);
            assertThat(figures.path("ratio").asDouble()).isPositive();
            assertThat(figures.path("allocatedBytes").asDouble()).isPositive();
        }
        long withHalf = ROUNDS + WARM_UPS + ROUNDS + 1;
        assertThat(rowsExpected(json)).contains(COUNT * withHalf);
        assertThat(against(report, JsonReport.write(report)))
                .contains("Before: " + json.path("database").asText())
                .doesNotContain("not measured before")
                .containsPattern("c-zipf +\\S+ → \\S+ 1\\.00 ");
        assertThat(HtmlReport.write(report))
                .contains("<svg")
                .doesNotContain("@")
                .doesNotContain("http");
        assertThat(beside()).isEqualTo(before);
    }

    private static String against(BenchReport report, String earlier) {
        var text = new StringWriter();
        Comparison.with(earlier).print(report, new PrintWriter(text));
        return text.toString();
    }

    @Test
    void isHeldAgainstNothingButAReport() {
        for (String other : List.of("", "[]", "{}", "{\"figures\": [], \"database\": \"\"}", "no JSON")) {
            assertThatIllegalArgumentException().isThrownBy(() -> Comparison.with(other));
        }
    }

    private static List<Long> rowsExpected(JsonNode json) {
        var rows = new ArrayList<Long>();
        for (JsonNode check : json.path("checks")) {
            if (check.path("entry").asText().equals("c")
                    && check.path("check").asText().startsWith("rows")) {
                rows.add(check.path("expected").asLong());
            }
        }
        return rows;
    }

    @Test
    void sendsAtARateAndTellsLatencies() throws Exception {
        JsonNode json = json(run(Set.of('b', 'c', 'd'), OptionalInt.of(2_000), false));

        assertThat(json.path("rate").asInt()).isEqualTo(2_000);
        assertThat(json.path("figures").findValuesAsText("entry")).containsExactly("b", "c", "d", "d-session");
        for (JsonNode figures : json.path("figures")) {
            assertThat(figures.path("perSecond").asDouble()).isPositive().isLessThan(2_400);
            assertThat(figures.path("p999Micros").asDouble())
                    .isGreaterThanOrEqualTo(figures.path("p50Micros").asDouble());
            assertThat(figures.has("ratio")).isFalse();
        }
        assertThat(json.path("sound").asBoolean()).isTrue();
    }
}
