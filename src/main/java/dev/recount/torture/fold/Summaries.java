package dev.recount.torture.fold;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recount.torture.evidence.Ending.LoggedEvent;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The rows of views that are made of events of many streams. */
public final class Summaries {

    private static final BigDecimal PREMIUM_FROM = new BigDecimal("1000.00");

    private static final Map<String, String> TURNOVER = Map.of(
            "account.Deposited", "deposits",
            "account.Withdrawn", "withdrawals",
            "account.InterestCredited", "interest",
            "account.FeeCharged", "fees");

    private final Map<String, ObjectNode> turnover = new TreeMap<>();
    private final Map<String, ObjectNode> sales = new TreeMap<>();
    private final Map<String, ObjectNode> customers = new TreeMap<>();

    private Summaries() {}

    /** Returns the rows after all of a log, by the names of the views. */
    public static Map<String, List<ObjectNode>> of(List<LoggedEvent> log) {
        var summaries = new Summaries();
        log.forEach(summaries::add);
        return Map.of(
                "turnover", new ArrayList<>(summaries.turnover.values()),
                "sales", new ArrayList<>(summaries.sales.values()),
                "customers", new ArrayList<>(summaries.customers.values()));
    }

    /** Returns the day on which an event happened, in UTC. */
    static String day(LoggedEvent event) {
        return LocalDate.ofInstant(Instant.parse(event.time()), ZoneOffset.UTC).toString();
    }

    private void add(LoggedEvent event) {
        String column = TURNOVER.get(event.type());
        if (column != null) {
            ObjectNode row = month(event);
            row.put(
                    column,
                    row.path(column)
                            .decimalValue()
                            .add(event.data().path("amount").decimalValue()));
            row.put("bookings", row.path("bookings").asLong() + 1);
        } else if (event.type().equals("order.Paid")) {
            sell(event, BigDecimal.ONE);
        } else if (event.type().equals("order.Refunded")) {
            sell(event, BigDecimal.ONE.negate());
        } else if (event.stream().startsWith("customer/")) {
            know(event);
        }
    }

    private ObjectNode month(LoggedEvent event) {
        String month = YearMonth.parse(day(event).substring(0, 7)).toString();
        return turnover.computeIfAbsent(month, _ -> {
            ObjectNode row = JsonNodeFactory.instance.objectNode().put("month", month);
            TURNOVER.values().forEach(column -> row.put(column, BigDecimal.ZERO));
            return row.put("bookings", 0);
        });
    }

    /** A thing that is refunded is sold a negative number of times. */
    private void sell(LoggedEvent event, BigDecimal times) {
        JsonNode purchase = event.data().path("purchase");
        for (JsonNode line : purchase.path("lines")) {
            String product = line.path("product").asText();
            ObjectNode sale = sales.computeIfAbsent(
                    day(event) + " " + product,
                    _ -> JsonNodeFactory.instance
                            .objectNode()
                            .put("day", day(event))
                            .put("product", product)
                            .put("quantity", 0)
                            .put("revenue", BigDecimal.ZERO));
            BigDecimal quantity = line.path("quantity").decimalValue().multiply(times);
            sale.put("quantity", sale.path("quantity").decimalValue().add(quantity));
            BigDecimal price = line.path("price").decimalValue();
            sale.put("revenue", sale.path("revenue").decimalValue().add(price.multiply(quantity)));
        }
        ObjectNode buyer = customer(purchase.path("customer").asText());
        BigDecimal spending = buyer.path("spending")
                .decimalValue()
                .add(event.data().path("amount").decimalValue().multiply(times));
        buyer.put("orders", buyer.path("orders").asInt() + times.intValue())
                .put("spending", spending)
                .put("tier", spending.compareTo(PREMIUM_FROM) >= 0 ? "PREMIUM" : "REGULAR");
    }

    private ObjectNode customer(String id) {
        return customers.computeIfAbsent(
                id,
                _ -> JsonNodeFactory.instance
                        .objectNode()
                        .put("customer", id)
                        .putNull("name")
                        .putNull("nameSubject")
                        .putNull("email")
                        .putNull("emailSubject")
                        .putNull("city")
                        .putNull("citySubject")
                        .putNull("address")
                        .putNull("addressSubject")
                        .put("orders", 0)
                        .put("spending", BigDecimal.ZERO)
                        .put("tier", "REGULAR"));
    }

    private void know(LoggedEvent event) {
        ObjectNode row = customer(event.stream().substring("customer/".length()));
        event.data().properties().forEach(field -> {
            if (row.has(field.getKey())) {
                set(row, field.getKey(), field.getValue(), event);
            }
        });
        if (event.data().has("address")) {
            set(row, "city", event.data().path("address").path("city"), event);
        }
    }

    /** What is known of a customer is personal data of that customer. */
    private static void set(ObjectNode row, String field, JsonNode value, LoggedEvent event) {
        row.set(field, value);
        row.put(field + "Subject", event.stream());
    }
}
