package dev.recount.example.bank;

import dev.recount.example.bank.account.AccountCommand;
import dev.recount.example.bank.account.AccountCommand.ChargeFee;
import dev.recount.example.bank.account.AccountCommand.Close;
import dev.recount.example.bank.account.AccountCommand.CloseMonth;
import dev.recount.example.bank.account.AccountCommand.CreditInterest;
import dev.recount.example.bank.account.AccountCommand.Deposit;
import dev.recount.example.bank.account.AccountCommand.Open;
import dev.recount.example.bank.account.AccountCommand.Withdraw;
import dev.recount.example.bank.account.AccountRejection;
import dev.recount.example.bank.account.AccountState;
import dev.recount.model.personal.Personal;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** The rules of an account written once more in another way, in cents and with flags, to compare with. */
final class AccountModel {

    private boolean opened;
    private boolean closed;
    private Personal<String> owner = Personal.of("");
    private BigInteger limit = BigInteger.ZERO;
    private BigInteger balance = BigInteger.ZERO;
    private final Deque<YearMonth> closedMonths = new ArrayDeque<>();

    /** Takes a command, and returns why it cannot. */
    Optional<AccountRejection> take(AccountCommand command, Instant now) {
        Optional<AccountRejection> rejection = rejection(command, now);
        if (rejection.isEmpty()) {
            apply(command);
        }
        return rejection;
    }

    AccountState state() {
        if (closed) {
            return new AccountState.Closed(owner, new BigDecimal(balance, 2), new BigDecimal(limit, 2));
        }
        if (opened) {
            return new AccountState.Open(
                    owner,
                    new BigDecimal(balance, 2),
                    new BigDecimal(limit, 2),
                    Optional.ofNullable(closedMonths.peekLast()));
        }
        return new AccountState.Unopened();
    }

    private Optional<AccountRejection> rejection(AccountCommand command, Instant now) {
        if (closed) {
            return Optional.of(AccountRejection.CLOSED);
        }
        if (opened == command instanceof Open) {
            return Optional.of(opened ? AccountRejection.ALREADY_OPEN : AccountRejection.NOT_OPEN);
        }
        return switch (command) {
            case Open(var name, var _)
            when name.orElse("").isBlank() || name.orElse("").length() > 200 ->
                Optional.of(AccountRejection.INVALID_OWNER);
            case Open open when cents(open.overdraftLimit()).isEmpty() -> Optional.of(AccountRejection.INVALID_AMOUNT);
            case AccountCommand.Booking booking
            when cents(booking.amount()).filter(cents -> cents.signum() > 0).isEmpty() ->
                Optional.of(AccountRejection.INVALID_AMOUNT);
            case Withdraw(var amount, var _)
            when balance.subtract(cents(amount).orElseThrow()).compareTo(limit.negate()) < 0 ->
                Optional.of(AccountRejection.INSUFFICIENT_FUNDS);
            case CloseMonth(var month) -> rejection(month, now);
            case Close() when balance.signum() != 0 -> Optional.of(AccountRejection.BALANCE_NOT_ZERO);
            default -> Optional.empty();
        };
    }

    private Optional<AccountRejection> rejection(YearMonth month, Instant now) {
        if (!closedMonths.isEmpty() && number(month) != number(closedMonths.getLast()) + 1) {
            return Optional.of(AccountRejection.MONTH_OUT_OF_ORDER);
        }
        boolean begun = now.toString().startsWith("+1000000000")
                || (!now.equals(Instant.MIN)
                        && number(month)
                                <= number(YearMonth.parse(now.toString().substring(0, 7))));
        return begun ? Optional.empty() : Optional.of(AccountRejection.MONTH_NOT_OVER);
    }

    private void apply(AccountCommand command) {
        switch (command) {
            case Open(var name, var overdraftLimit) -> {
                opened = true;
                owner = name;
                limit = cents(overdraftLimit).orElseThrow();
            }
            case Deposit(var amount, var _) ->
                balance = balance.add(cents(amount).orElseThrow());
            case CreditInterest(var amount) ->
                balance = balance.add(cents(amount).orElseThrow());
            case Withdraw(var amount, var _) ->
                balance = balance.subtract(cents(amount).orElseThrow());
            case ChargeFee(var amount, var _) ->
                balance = balance.subtract(cents(amount).orElseThrow());
            case CloseMonth(var month) -> closedMonths.add(month);
            case Close() -> closed = true;
        }
    }

    /** Returns the cents of an amount that can be one, by reading its digits as text. */
    private static Optional<BigInteger> cents(BigDecimal amount) {
        if (amount.signum() == 0) {
            return Optional.of(BigInteger.ZERO);
        }
        if (Math.abs((long) amount.scale()) > 100 || amount.signum() < 0) {
            return Optional.empty();
        }
        String[] parts = (amount.toPlainString() + ".").split("\\.", 3);
        String decimals = parts[1].replaceAll("0+$", "");
        return parts[0].length() > 15 || decimals.length() > 2
                ? Optional.empty()
                : Optional.of(new BigInteger(parts[0] + (decimals + "00").substring(0, 2)));
    }

    private static long number(YearMonth month) {
        return month.getYear() * 12L + month.getMonthValue();
    }
}
