package dev.recount.example.bank;

import dev.recount.example.bank.account.AccountCommand;
import dev.recount.example.bank.account.AccountCommand.ChargeFee;
import dev.recount.example.bank.account.AccountCommand.Close;
import dev.recount.example.bank.account.AccountCommand.CloseMonth;
import dev.recount.example.bank.account.AccountCommand.CreditInterest;
import dev.recount.example.bank.account.AccountCommand.Deposit;
import dev.recount.example.bank.account.AccountCommand.Open;
import dev.recount.example.bank.account.AccountCommand.Withdraw;
import dev.recount.model.personal.Personal;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** Commands as they may come, sensible and hostile. */
final class RandomCommands {

    private static final List<BigDecimal> STRANGE_AMOUNTS = List.of(
            BigDecimal.ZERO,
            new BigDecimal("-1"),
            new BigDecimal("0.001"),
            new BigDecimal("0.010"),
            new BigDecimal("999999999999999.99"),
            new BigDecimal("1E+14"),
            new BigDecimal("1E+15"),
            new BigDecimal("1E+400"),
            new BigDecimal("1E-400"),
            new BigDecimal("0E-400"),
            new BigDecimal(BigInteger.ONE, Integer.MIN_VALUE),
            new BigDecimal(BigInteger.ONE, Integer.MAX_VALUE));

    private static final List<Personal<String>> STRANGE_OWNERS = List.of(
            Personal.of(""),
            Personal.of(" \t"),
            Personal.of("x".repeat(200)),
            Personal.of("x".repeat(201)),
            new Personal.Erased<>(Optional.empty()));

    private static final List<YearMonth> STRANGE_MONTHS = List.of(
            YearMonth.of(999_999_999, 12), YearMonth.of(-999_999_999, 1), YearMonth.of(0, 12), YearMonth.of(2999, 1));

    private final Random random;

    RandomCommands(Random random) {
        this.random = random;
    }

    AccountCommand next() {
        return switch (random.nextInt(20)) {
            case 0, 1 -> new Open(oddly() ? any(STRANGE_OWNERS) : Personal.of("Anna"), amount());
            case 2, 3, 4, 5 -> new Deposit(amount(), any(List.of(Deposit.Method.values())));
            case 6, 7, 8, 9 -> new Withdraw(amount(), any(List.of(Withdraw.Method.values())));
            case 10, 11 -> new CreditInterest(amount());
            case 12, 13 -> new ChargeFee(amount(), any(List.of(ChargeFee.Reason.values())));
            case 14, 15, 16, 17, 18 -> new CloseMonth(month());
            default -> new Close();
        };
    }

    Instant now() {
        return switch (random.nextInt(100)) {
            case 0 -> Instant.MIN;
            case 1 -> Instant.MAX;
            default -> Instant.parse("1993-01-01T00:00:00Z").plusSeconds(random.nextInt(20_000_000));
        };
    }

    /** One of few, so that balances of exactly zero come about. */
    private BigDecimal amount() {
        return oddly() ? any(STRANGE_AMOUNTS) : BigDecimal.valueOf(50L * (1 + random.nextInt(4)), random.nextInt(3));
    }

    private YearMonth month() {
        return oddly() ? any(STRANGE_MONTHS) : YearMonth.of(1993, 1 + random.nextInt(9));
    }

    private boolean oddly() {
        return random.nextInt(6) == 0;
    }

    private <T> T any(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
