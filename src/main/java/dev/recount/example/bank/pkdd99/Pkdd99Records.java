package dev.recount.example.bank.pkdd99;

import dev.recount.example.bank.account.AccountCommand;
import dev.recount.example.bank.account.AccountCommand.CloseMonth;
import dev.recount.example.bank.account.AccountCommand.Open;
import dev.recount.model.StreamId;
import dev.recount.model.domain.Importer.BadLine;
import dev.recount.model.domain.Importer.Entry;
import dev.recount.model.domain.Importer.Folder;
import dev.recount.model.domain.Importer.ImportedCommand;
import dev.recount.model.personal.Personal;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** The records of the four files as they are read: the commands understood so far, and the lines that were not. */
final class Pkdd99Records {

    /** Wide enough for every account: the bank booked a day's transactions in another order than the file's. */
    private static final BigDecimal OVERDRAFT_LIMIT = new BigDecimal("50000");

    private final Set<String> clients = new HashSet<>();
    private final Map<String, String> owners = new HashMap<>();
    private final Map<String, LocalDate> openingDays = new LinkedHashMap<>();
    private final Set<String> transactionIds = new HashSet<>();
    private final List<ImportedCommand> commands = new ArrayList<>();
    private final List<BadLine> badLines = new ArrayList<>();
    private LocalDate lastDay = LocalDate.MIN;

    private Pkdd99Records() {}

    static Pkdd99Records of(Folder folder) throws IOException {
        var reading = new Pkdd99Records();
        Table.CLIENTS.read(folder, reading::client, reading.badLines::add);
        Table.DISPOSITIONS.read(folder, reading::disposition, reading.badLines::add);
        Table.ACCOUNTS.read(folder, reading::account, reading.badLines::add);
        Table.TRANSACTIONS.read(folder, reading::transaction, reading.badLines::add);
        reading.closeMonths();
        return reading;
    }

    /** Returns bad lines, then commands by time; those of one time stay as read, accounts before transactions. */
    Stream<Entry> entries() {
        return Stream.concat(badLines.stream(), commands.stream().sorted(Comparator.comparing(ImportedCommand::time)));
    }

    private void client(TableRow row) throws UnreadableRowException {
        require(clients.add(row.id("client_id")), "a second row of client " + row.text("client_id"));
    }

    private void disposition(TableRow row) throws UnreadableRowException {
        String client = row.id("client_id");
        String account = row.id("account_id");
        require(clients.contains(client), "unknown client " + client);
        switch (row.text("type")) {
            case "OWNER" ->
                require(owners.putIfAbsent(account, client) == null, "a second owner of account " + account);
            case "DISPONENT" -> {} // may use the account but does not own it
            default -> throw new UnreadableRowException("unknown type " + row.text("type"));
        }
    }

    private void account(TableRow row) throws UnreadableRowException {
        String account = row.id("account_id");
        LocalDate day = row.date();
        String owner = owners.get(account);
        if (owner == null) {
            throw new UnreadableRowException("account " + account + " has no owner");
        }
        require(openingDays.putIfAbsent(account, day) == null, "a second row of account " + account);
        add(account, "open", day.atStartOfDay(), new Open(Personal.of("client " + owner), OVERDRAFT_LIMIT));
    }

    private void transaction(TableRow row) throws UnreadableRowException {
        String id = row.id("trans_id");
        String account = row.id("account_id");
        LocalDate day = row.date();
        AccountCommand booking = Codes.booking(row);
        LocalDate openingDay = openingDays.get(account);
        if (openingDay == null) {
            throw new UnreadableRowException("unknown account " + account);
        }
        require(!day.isBefore(openingDay), "account " + account + " was opened later, on " + openingDay);
        require(transactionIds.add(id), "a second row of transaction " + id);
        add(account, id, day.atStartOfDay(), booking);
        lastDay = day.isAfter(lastDay) ? day : lastDay;
    }

    private void closeMonths() {
        openingDays.forEach((account, openingDay) -> {
            var month = YearMonth.from(openingDay);
            for (; !month.isAfter(YearMonth.from(lastDay)); month = month.plusMonths(1)) {
                add(account, "close-" + month, month.atEndOfMonth().atTime(23, 59, 59), new CloseMonth(month));
            }
        });
    }

    private void add(String account, String commandId, LocalDateTime time, AccountCommand command) {
        commands.add(new ImportedCommand(
                new StreamId("account", account), commandId, time.toInstant(ZoneOffset.UTC), command));
    }

    private static void require(boolean holds, String problem) throws UnreadableRowException {
        if (!holds) {
            throw new UnreadableRowException(problem);
        }
    }
}
