package dev.recount.example.bank.pkdd99;

import dev.recount.example.bank.account.AccountCommand.Booking;
import dev.recount.example.bank.account.AccountCommand.ChargeFee;
import dev.recount.example.bank.account.AccountCommand.CreditInterest;
import dev.recount.example.bank.account.AccountCommand.Deposit;
import dev.recount.example.bank.account.AccountCommand.Withdraw;
import java.math.BigDecimal;

/** The meaning of the Czech codes of a transaction: its type and operation, and for some of them its symbol. */
final class Codes {

    private Codes() {}

    static Booking booking(TableRow row) throws UnreadableRowException {
        BigDecimal amount = row.amount();
        return switch (row.text("type") + "/" + row.text("operation")) {
            case "PRIJEM/VKLAD" -> new Deposit(amount, Deposit.Method.CASH);
            case "PRIJEM/PREVOD Z UCTU" -> new Deposit(amount, Deposit.Method.TRANSFER);
            case "PRIJEM/" -> credited(row, amount);
            case "VYDAJ/VYBER", "VYBER/VYBER" -> debited(row, amount);
            case "VYDAJ/VYBER KARTOU" -> new Withdraw(amount, Withdraw.Method.CARD);
            case "VYDAJ/PREVOD NA UCET" -> new Withdraw(amount, Withdraw.Method.TRANSFER);
            default -> throw unknown(row);
        };
    }

    private static Booking credited(TableRow row, BigDecimal amount) throws UnreadableRowException {
        if (row.text("k_symbol").equals("UROK")) {
            return new CreditInterest(amount);
        }
        throw unknown(row);
    }

    private static Booking debited(TableRow row, BigDecimal amount) {
        return switch (row.text("k_symbol")) {
            case "SLUZBY" -> new ChargeFee(amount, ChargeFee.Reason.STATEMENT);
            case "SANKC. UROK" -> new ChargeFee(amount, ChargeFee.Reason.SANCTION_INTEREST);
            default -> new Withdraw(amount, Withdraw.Method.CASH);
        };
    }

    private static UnreadableRowException unknown(TableRow row) {
        return new UnreadableRowException("unknown combination of type '%s', operation '%s' and k_symbol '%s'"
                .formatted(row.text("type"), row.text("operation"), row.text("k_symbol")));
    }
}
