package dev.recount.example;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class MoneyTest {

    @ParameterizedTest
    @CsvSource({
        "700, 700.00",
        "0.5, 0.50",
        "0.01, 0.01",
        "0.0100, 0.01",
        "7.00000000000000000000000000, 7.00",
        "7E+2, 700.00",
        "1E+14, 100000000000000.00",
        "999999999999999.99, 999999999999999.99"
    })
    void isWrittenWithTwoDecimals(BigDecimal amount, String written) {
        assertThat(Money.isPositive(amount)).isTrue();
        assertThat(Money.isZeroOrPositive(amount)).isTrue();
        assertThat(Money.exact(amount)).hasToString(written);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.001", "0.009", "1.005", "1E-3", "1E+15", "1000000000000000", "-1", "-0.01"})
    void hasAtMostTwoDecimalsAndFifteenDigitsAndNoMinus(BigDecimal amount) {
        assertThat(Money.isPositive(amount)).isFalse();
        assertThat(Money.isZeroOrPositive(amount)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "0.00", "0.000", "0E+400", "0E-400", "0E+2147483647", "0E-2147483647"})
    void isZeroHoweverItIsWritten(BigDecimal amount) {
        assertThat(Money.isPositive(amount)).isFalse();
        assertThat(Money.isZeroOrPositive(amount)).isTrue();
        assertThat(Money.exact(amount)).hasToString("0.00");
    }

    @ParameterizedTest
    @MethodSource("hostile")
    void isCheckedWithoutWritingOutItsZeros(BigDecimal amount) {
        assertTimeoutPreemptively(ofSeconds(2), () -> {
            assertThat(Money.isPositive(amount)).isFalse();
            assertThat(Money.isZeroOrPositive(amount)).isFalse();
        });
    }

    static Stream<BigDecimal> hostile() {
        return Stream.of(
                new BigDecimal("1E+400"),
                new BigDecimal("1E-400"),
                new BigDecimal("-1E+400"),
                new BigDecimal(BigInteger.ONE, Integer.MIN_VALUE),
                new BigDecimal(BigInteger.ONE, Integer.MAX_VALUE),
                new BigDecimal(BigInteger.TWO.pow(100_000), Integer.MIN_VALUE),
                new BigDecimal(BigInteger.TWO.pow(100_000), Integer.MAX_VALUE),
                new BigDecimal(BigInteger.TWO.pow(100_000), 30_100));
    }
}
