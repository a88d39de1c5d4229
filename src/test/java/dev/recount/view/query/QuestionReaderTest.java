package dev.recount.view.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.recount.model.view.Visibility;
import dev.recount.view.query.Question.Operator;
import dev.recount.view.query.Question.Term;
import dev.recount.view.query.ViewQuery.Comparison;
import dev.recount.view.query.ViewQuery.Filter;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The values of questions, read as the columns' types demand. */
class QuestionReaderTest {

    private static final List<String> COLORS = List.of("RED", "GREEN");

    private static Column column(ColumnType type) {
        return new Column("field", type, false, type == ColumnType.ENUM ? COLORS : List.of());
    }

    private static Filter filter(ColumnType type, Operator operator, String text) {
        var reader = new QuestionReader("items", new Shape(List.of(column(type)), List.of("field"), false, false));
        var question = new Question.OfRows(
                List.of(new Term("field", "field", operator, text)),
                List.of(),
                List.of(),
                List.of(),
                10,
                false,
                Optional.empty(),
                Optional.empty(),
                Visibility.all());
        return reader.query(question).filters().getFirst();
    }

    @Test
    void areReadAsWhatTheyMeanAndNotAsTheyAreWritten() {
        Map<ColumnType, Map<String, Object>> meanings = Map.of(
                ColumnType.TIME, Map.of("12:00", LocalTime.NOON, "12:00:00", LocalTime.NOON),
                ColumnType.DATE_TIME, Map.of("1993-12-31T12:00:00", LocalDateTime.parse("1993-12-31T12:00")),
                ColumnType.DURATION, Map.of("PT60M", Duration.ofHours(1), "PT1H", Duration.ofHours(1)),
                ColumnType.WHOLE, Map.of("9".repeat(50), new BigDecimal("9".repeat(50))),
                ColumnType.YEAR_MONTH, Map.of("1993-12", "1993-12"),
                ColumnType.LOCALE, Map.of("cs-cz", "cs-CZ"),
                ColumnType.ENUM, Map.of("RED", "RED"));
        meanings.forEach((type, texts) -> texts.forEach((text, value) -> assertThat(filter(type, Operator.EQ, text))
                .as("%s %s", type, text)
                .isEqualTo(new Filter.Compares(column(type), Comparison.EQUAL, value))));
    }

    /** Text holds whatever is asked; JSON is refused as such. */
    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"TEXT", "JSON"})
    void areRefusedWhereTheyAreNonsense(ColumnType type) {
        for (Operator operator : List.of(Operator.EQ, Operator.LT, Operator.IN)) {
            for (String nonsense : List.of("", "no such value", "12:00:99", "1e5", "RED ")) {
                assertThatExceptionOfType(UnfitQuestionException.class)
                        .as("%s %s %s", type, operator, nonsense)
                        .isThrownBy(() -> filter(type, operator, nonsense))
                        .withMessage("field: must be " + column(type).form());
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "DATE, 10000-01-01",
        "DATE_TIME, 0000-12-31T23:59:59",
        "YEAR_MONTH, +10000-01",
        "INSTANT, -0001-01-01T00:00:00Z",
        "INTEGER, 2147483648",
        "WHOLE, 1.5"
    })
    void areRefusedBeyondWhatColumnsHold(ColumnType type, String beyond) {
        assertThatExceptionOfType(UnfitQuestionException.class).isThrownBy(() -> filter(type, Operator.EQ, beyond));
    }

    @Test
    void ofAnEnumAreNamedToWhoAsksForAnother() {
        assertThatExceptionOfType(UnfitQuestionException.class)
                .isThrownBy(() -> filter(ColumnType.ENUM, Operator.EQ, "BLUE"))
                .withMessage("field: must be one of RED, GREEN");
    }

    @Test
    void canBeTheBeginningOfAnyText() {
        assertThat(filter(ColumnType.YEAR_MONTH, Operator.PREFIX, "1993"))
                .isEqualTo(new Filter.BeginsWith(column(ColumnType.YEAR_MONTH), "1993"));
        assertThatExceptionOfType(UnfitQuestionException.class)
                .isThrownBy(() -> filter(ColumnType.DURATION, Operator.PREFIX, "PT"));
    }
}
