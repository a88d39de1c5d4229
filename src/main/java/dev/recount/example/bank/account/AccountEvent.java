package dev.recount.example.bank.account;

import dev.recount.model.personal.Personal;
import java.math.BigDecimal;
import java.time.YearMonth;

/** The events of an account; every amount has exactly two decimals. */
public sealed interface AccountEvent {

    /** The account was opened, with a balance of zero. */
    record Opened(Personal<String> owner, BigDecimal overdraftLimit) implements AccountEvent {}

    /** Money was paid in. */
    record Deposited(BigDecimal amount, AccountCommand.Deposit.Method method) implements AccountEvent {}

    /** Money was taken out. */
    record Withdrawn(BigDecimal amount, AccountCommand.Withdraw.Method method) implements AccountEvent {}

    /** The bank paid interest. */
    record InterestCredited(BigDecimal amount) implements AccountEvent {}

    /** The bank took a fee. */
    record FeeCharged(BigDecimal amount, AccountCommand.ChargeFee.Reason reason) implements AccountEvent {}

    /** The books of a month were closed. */
    record MonthClosed(YearMonth month) implements AccountEvent {}

    /** The account was closed for good. */
    record Closed() implements AccountEvent {}
}
