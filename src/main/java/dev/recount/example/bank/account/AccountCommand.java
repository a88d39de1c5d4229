package dev.recount.example.bank.account;

import dev.recount.model.personal.Personal;
import java.math.BigDecimal;
import java.time.YearMonth;

/** The commands of an account. */
public sealed interface AccountCommand {

    /** Opens the account, which withdrawals may take as far below zero as the overdraft limit. */
    record Open(Personal<String> owner, BigDecimal overdraftLimit) implements AccountCommand {}

    /** A command that moves money. */
    sealed interface Booking extends AccountCommand {
        BigDecimal amount();
    }

    /** Pays money in. */
    record Deposit(BigDecimal amount, Deposit.Method method) implements Booking {

        /** The ways in which money comes in. */
        public enum Method {
            CASH,
            TRANSFER
        }
    }

    /** Takes money out, if the balance and the overdraft limit cover it. */
    record Withdraw(BigDecimal amount, Withdraw.Method method) implements Booking {

        /** The ways in which money goes out. */
        public enum Method {
            CASH,
            CARD,
            TRANSFER
        }
    }

    /** Adds the interest that the bank pays. */
    record CreditInterest(BigDecimal amount) implements Booking {}

    /** Takes what the account owes to the bank, even past the overdraft limit. */
    record ChargeFee(BigDecimal amount, ChargeFee.Reason reason) implements Booking {

        /** The reasons for which the bank charges a fee. */
        public enum Reason {
            STATEMENT,
            SANCTION_INTEREST,
            OTHER
        }
    }

    /** Closes the books of a month, which must be the one after the last closed. */
    record CloseMonth(YearMonth month) implements AccountCommand {}

    /** Closes the account for good, if its balance is zero. */
    record Close() implements AccountCommand {}
}
