package dev.recount.http.fuzz;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;

/** Targets of questions at random: parameters that there are, with values that fit, nearly fit, or do not at all. */
final class HostileQueries {

    private static final List<String> PAGE = List.of("after", "limit");

    /** The parameters of paths. */
    private static final Map<String, List<String>> PARAMETERS = Map.of(
            "/streams/account",
            PAGE,
            "/streams/account/calm",
            List.of("version", "at"),
            "/streams/account/calm/events",
            PAGE,
            "/streams/account/calm/history",
            PAGE,
            "/streams/account/calm/diff",
            List.of("from", "to", "fromAt", "toAt"),
            "/streams/account/calm/decisions",
            List.of("after", "limit", "id"),
            "/events",
            List.of("after", "limit", "type", "event", "stream"),
            "/admin/handlers/place-order/parked",
            PAGE);

    /** The fields of views. */
    private static final Map<String, List<String>> FIELDS = Map.of(
            "/views/balances", List.of("account", "owner", "balance", "status", "opened"),
            "/views/turnover", List.of("month", "deposits", "fees", "bookings"),
            "/views/sales", List.of("day", "product", "quantity", "revenue"),
            "/views/inventory", List.of("product", "onHand", "belowReorderPoint"),
            "/views/customers", List.of("customer", "email", "address", "address.city", "orders", "tier"));

    private static final List<String> OWN = List.of("sort", "limit", "after", "count", "group", "sum", "at");
    private static final List<String> OPERATORS =
            List.of("", ".eq", ".ne", ".lt", ".lte", ".gt", ".gte", ".in", ".prefix", ".x");
    private static final List<String> NUMBERS =
            List.of("0", "1", "5", "20", "1000", "-1", "99999999999999999999", "1e3", "1.50");
    private static final List<String> TIMES =
            List.of("1993-01-01", "1993-01", "2026-11-27", "2026-11-27T20:00:00Z", "12:00:00", "0000-00", "9999-12-31");
    private static final List<String> TEXTS = List.of("Ann", "calm", "account/calm", "x", "a,b", "%", "_", "");
    private static final List<String> NAMES = List.of(
            "owner",
            "-balance",
            "balance,account",
            "month",
            "-month",
            "deposits",
            "status",
            "day,product",
            "revenue",
            "tier",
            "orders");

    /** Values that fit parameters, and fields. */
    private static final Map<String, List<String>> VALUES = Map.ofEntries(
            Map.entry("limit", List.of("1", "2", "20", "1000")),
            Map.entry("version", NUMBERS),
            Map.entry("from", NUMBERS),
            Map.entry("to", NUMBERS),
            Map.entry("at", TIMES),
            Map.entry("fromAt", TIMES),
            Map.entry("toAt", TIMES),
            Map.entry("month", TIMES),
            Map.entry("day", TIMES),
            Map.entry("opened", TIMES),
            Map.entry("type", List.of("account", "order", "account,cart")),
            Map.entry("event", List.of("account.Deposited", "account.Opened,account.Closed")),
            Map.entry("stream", List.of("account/calm", "account/none")),
            Map.entry("sort", NAMES),
            Map.entry("group", NAMES),
            Map.entry("sum", NAMES),
            Map.entry("count", List.of("true", "false")),
            Map.entry("status", List.of("OPEN", "CLOSED", "OPEN,CLOSED")),
            Map.entry("tier", List.of("GOLD", "NONE")),
            Map.entry("belowReorderPoint", List.of("true", "false")),
            Map.entry("balance", NUMBERS),
            Map.entry("deposits", NUMBERS),
            Map.entry("fees", NUMBERS),
            Map.entry("bookings", NUMBERS),
            Map.entry("quantity", NUMBERS),
            Map.entry("revenue", NUMBERS),
            Map.entry("onHand", NUMBERS),
            Map.entry("orders", NUMBERS));

    private final HostileText text;
    private final Random random;
    private final List<String> cursors;

    HostileQueries(Random random, HostileText text, List<String> cursors) {
        this.random = random;
        this.text = text;
        this.cursors = cursors;
    }

    /** Returns a path with a query. */
    String next() {
        boolean ofView = text.chance(2);
        Map<String, List<String>> paths = ofView ? FIELDS : PARAMETERS;
        String path = oneOf(paths.keySet().stream().sorted().toList());
        var query = new StringBuilder(path);
        var names = new TreeSet<String>();
        for (int i = text.upTo(2); i >= 0; i--) {
            names.add(name(paths.getOrDefault(path, PAGE), ofView));
        }
        for (String name : names) {
            query.append(query.length() == path.length() ? '?' : '&')
                    .append(name)
                    .append('=')
                    .append(value(fitting(name)));
        }
        return query.toString();
    }

    private String name(List<String> known, boolean ofView) {
        if (text.chance(30)) {
            return text.inTarget();
        }
        if (!ofView) {
            return oneOf(known);
        }
        return text.chance(2) ? oneOf(OWN) : oneOf(known) + oneOf(OPERATORS);
    }

    private List<String> fitting(String name) {
        return name.equals("after") ? cursors : VALUES.getOrDefault(name.replaceAll("\\..*", ""), TEXTS);
    }

    private String value(List<String> fitting) {
        return switch (random.nextInt(10)) {
            case 0 -> text.inTarget();
            case 1, 2 -> HostileText.encoded(text.broken(oneOf(fitting)));
            case 3 -> HostileText.encoded(oneOf(fitting) + "," + oneOf(fitting));
            default -> HostileText.encoded(oneOf(fitting));
        };
    }

    private String oneOf(List<String> all) {
        return all.get(random.nextInt(all.size()));
    }
}
