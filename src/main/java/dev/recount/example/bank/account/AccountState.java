package dev.recount.example.bank.account;

import dev.recount.model.personal.Personal;
import java.math.BigDecimal;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** The state of an account after its events. */
public sealed interface AccountState {

    /** An account that has not been opened yet. */
    record Unopened() implements AccountState {}

    /** An account in use. */
    record Open(
            Personal<String> owner, BigDecimal balance, BigDecimal overdraftLimit, Optional<YearMonth> lastClosedMonth)
            implements AccountState {

        /** Tells whether balance and overdraft limit together are enough for this amount. */
        boolean covers(BigDecimal amount) {
            return balance.add(overdraftLimit).compareTo(amount) >= 0;
        }

        /** Tells whether this is the month after the last closed one, or any first one. */
        boolean closesNext(YearMonth month) {
            return lastClosedMonth
                    .map(last -> last.until(month, ChronoUnit.MONTHS) == 1)
                    .orElse(true);
        }

        /** Returns the same account with an overdraft limit of at most this amount. */
        Open withOverdraftUpTo(BigDecimal most) {
            return new Open(owner, balance, overdraftLimit.min(most), lastClosedMonth);
        }

        Open plus(BigDecimal amount) {
            return new Open(owner, balance.add(amount), overdraftLimit, lastClosedMonth);
        }

        Open minus(BigDecimal amount) {
            return new Open(owner, balance.subtract(amount), overdraftLimit, lastClosedMonth);
        }

        Open monthClosed(YearMonth month) {
            return new Open(owner, balance, overdraftLimit, Optional.of(month));
        }

        Closed closed() {
            return new Closed(owner, balance, overdraftLimit);
        }
    }

    /** An account that was closed for good. */
    record Closed(Personal<String> owner, BigDecimal balance, BigDecimal overdraftLimit) implements AccountState {}
}
