package dev.recount.example.bank.account;

import static dev.recount.model.Decision.accept;
import static dev.recount.model.Decision.reject;
import static dev.recount.model.type.ArchivePolicy.keepSettled;

import dev.recount.example.Money;
import dev.recount.example.bank.account.AccountCommand.Booking;
import dev.recount.example.bank.account.AccountCommand.ChargeFee;
import dev.recount.example.bank.account.AccountCommand.Close;
import dev.recount.example.bank.account.AccountCommand.CloseMonth;
import dev.recount.example.bank.account.AccountCommand.CreditInterest;
import dev.recount.example.bank.account.AccountCommand.Deposit;
import dev.recount.example.bank.account.AccountCommand.Open;
import dev.recount.example.bank.account.AccountCommand.Withdraw;
import dev.recount.example.bank.account.AccountEvent.Closed;
import dev.recount.example.bank.account.AccountEvent.Deposited;
import dev.recount.example.bank.account.AccountEvent.FeeCharged;
import dev.recount.example.bank.account.AccountEvent.InterestCredited;
import dev.recount.example.bank.account.AccountEvent.MonthClosed;
import dev.recount.example.bank.account.AccountEvent.Opened;
import dev.recount.example.bank.account.AccountEvent.Withdrawn;
import dev.recount.model.Aggregate;
import dev.recount.model.Context;
import dev.recount.model.Decision;
import dev.recount.model.personal.Personal;
import dev.recount.model.type.StreamType;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.Period;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Optional;

/** A bank account: the balance is never stored, it is recounted from what happened. */
public final class Account implements Aggregate<AccountState, AccountCommand, AccountEvent> {

    /** The stream type of accounts. */
    public static final StreamType<AccountState, AccountCommand, AccountEvent> TYPE = type(new Account());

    private static final int LONGEST_OWNER = 200;
    private static final String OWNER_RULE = "an owner has 1 to 200 characters, and not only blank ones";
    private static final String AMOUNT_RULE = "an amount is positive, with at most 15 digits and two decimals";
    private static final String LIMIT_RULE = "a limit is zero or positive, with at most 15 digits and two decimals";

    private final Optional<BigDecimal> mostOverdraft;

    /** Makes the rules by which an account may be overdrawn as far as was agreed. */
    public Account() {
        this(Optional.empty());
    }

    private Account(Optional<BigDecimal> mostOverdraft) {
        this.mostOverdraft = mostOverdraft;
    }

    /** Returns the stream type of accounts that nobody may overdraw by more than an amount, whatever was agreed. */
    public static StreamType<AccountState, AccountCommand, AccountEvent> withMostOverdraft(BigDecimal amount) {
        return type(new Account(Optional.of(amount)));
    }

    private static StreamType<AccountState, AccountCommand, AccountEvent> type(Account rules) {
        return StreamType.of("account", rules)
                .settledAt(MonthClosed.class)
                .archive(keepSettled(2).deleteAfter(Period.ofYears(10)));
    }

    @Override
    public AccountState initial() {
        return new AccountState.Unopened();
    }

    @Override
    public Decision<AccountEvent> decide(AccountState state, AccountCommand command, Context context) {
        return switch (state) {
            case AccountState.Unopened() -> decideUnopened(command);
            case AccountState.Open account -> decideOpen(limited(account), command, context.time());
            case AccountState.Closed _ -> reject(AccountRejection.CLOSED, "the account is closed for good");
        };
    }

    @Override
    public AccountState evolve(AccountState state, AccountEvent event) {
        return switch (event) {
            case Opened(var owner, var limit) -> new AccountState.Open(owner, Money.ZERO, limit, Optional.empty());
            case Deposited(var amount, var _) -> open(state).plus(amount);
            case Withdrawn(var amount, var _) -> open(state).minus(amount);
            case InterestCredited(var amount) -> open(state).plus(amount);
            case FeeCharged(var amount, var _) -> open(state).minus(amount);
            case MonthClosed(var month) -> open(state).monthClosed(month);
            case Closed() -> open(state).closed();
        };
    }

    private static Decision<AccountEvent> decideUnopened(AccountCommand command) {
        return switch (command) {
            case Open(var owner, var _) when !isName(owner) -> reject(AccountRejection.INVALID_OWNER, OWNER_RULE);
            case Open(var _, var limit) when !Money.isZeroOrPositive(limit) -> invalid(LIMIT_RULE);
            case Open(var owner, var limit) -> accept(new Opened(owner, Money.exact(limit)));
            case Booking _, CloseMonth _, Close _ -> reject(AccountRejection.NOT_OPEN, "the account was never opened");
        };
    }

    private static Decision<AccountEvent> decideOpen(AccountState.Open account, AccountCommand command, Instant now) {
        return switch (command) {
            case Open _ -> reject(AccountRejection.ALREADY_OPEN, "the account is open already");
            case Booking booking when !Money.isPositive(booking.amount()) -> invalid(AMOUNT_RULE);
            case Deposit(var amount, var method) -> accept(new Deposited(Money.exact(amount), method));
            case Withdraw(var amount, var _) when !account.covers(amount) -> insufficient(account);
            case Withdraw(var amount, var method) -> accept(new Withdrawn(Money.exact(amount), method));
            case CreditInterest(var amount) -> accept(new InterestCredited(Money.exact(amount)));
            case ChargeFee(var amount, var reason) -> accept(new FeeCharged(Money.exact(amount), reason));
            case CloseMonth(var month) -> closeMonth(account, month, now);
            case Close() -> close(account);
        };
    }

    private AccountState.Open limited(AccountState.Open account) {
        return mostOverdraft.map(account::withOverdraftUpTo).orElse(account);
    }

    private static Decision<AccountEvent> closeMonth(AccountState.Open account, YearMonth month, Instant now) {
        if (!account.closesNext(month)) {
            return reject(AccountRejection.MONTH_OUT_OF_ORDER, month + " is not the month after the last one closed");
        }
        if (month.atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant().isAfter(now)) {
            return reject(AccountRejection.MONTH_NOT_OVER, month + " has not even begun");
        }
        return accept(new MonthClosed(month));
    }

    private static Decision<AccountEvent> close(AccountState.Open account) {
        return account.balance().signum() == 0
                ? accept(new Closed())
                : reject(AccountRejection.BALANCE_NOT_ZERO, "the balance is " + account.balance());
    }

    private static Decision<AccountEvent> invalid(String rule) {
        return reject(AccountRejection.INVALID_AMOUNT, rule);
    }

    private static Decision<AccountEvent> insufficient(AccountState.Open account) {
        return reject(
                AccountRejection.INSUFFICIENT_FUNDS,
                "the balance is " + account.balance() + ", the overdraft limit " + account.overdraftLimit());
    }

    /** An owner who is erased by the time a command is decided on again is nobody who could open an account. */
    private static boolean isName(Personal<String> owner) {
        return switch (owner) {
            case Personal.Known<String>(var name, var _) -> name.length() <= LONGEST_OWNER && !name.isBlank();
            case Personal.Erased<String>(var _) -> false;
        };
    }

    private static AccountState.Open open(AccountState state) {
        if (state instanceof AccountState.Open account) {
            return account;
        }
        throw new IllegalStateException("only an open account has such events, but this one is " + state);
    }
}
