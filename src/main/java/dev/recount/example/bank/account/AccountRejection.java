package dev.recount.example.bank.account;

/** The reasons for which an account refuses a command. */
public enum AccountRejection {
    NOT_OPEN,
    ALREADY_OPEN,
    CLOSED,
    INVALID_OWNER,
    INVALID_AMOUNT,
    INSUFFICIENT_FUNDS,
    BALANCE_NOT_ZERO,
    MONTH_OUT_OF_ORDER,
    MONTH_NOT_OVER
}
