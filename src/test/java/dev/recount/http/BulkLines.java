package dev.recount.http;

/** Lines of a bulk request. */
final class BulkLines {

    private BulkLines() {}

    static String open(String account) {
        return line(account, "Open", "{\"owner\":\"Ann\",\"overdraftLimit\":0}");
    }

    static String deposit(String account, int amount) {
        return line(account, "Deposit", "{\"amount\":" + amount + ",\"method\":\"CASH\"}");
    }

    static String withdraw(String account, int amount) {
        return line(account, "Withdraw", "{\"amount\":" + amount + ",\"method\":\"CASH\"}");
    }

    static String line(String account, String command, String data) {
        return "{\"stream\":\"" + account + "\",\"command\":\"" + command + "\",\"data\":" + data + "}";
    }

    /** Returns a line with more fields. */
    static String with(String line, String fields) {
        return line.substring(0, line.length() - 1) + "," + fields + "}";
    }
}
