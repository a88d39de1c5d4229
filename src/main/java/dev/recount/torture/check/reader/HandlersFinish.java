package dev.recount.torture.check.reader;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recount.torture.check.CaseFile;
import dev.recount.torture.check.Check;
import dev.recount.torture.check.Kind;
import dev.recount.torture.check.StreamHistory;
import dev.recount.torture.check.Violation;
import dev.recount.torture.evidence.Ending.LoggedEvent;
import dev.recount.torture.fold.FoldedOrder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The check that in the end no order waits for its stock; that each has one reservation of each of its products, or one
 * that was released or dispatched once, as the order has gone; and that nothing is held for anything else.
 */
public final class HandlersFinish implements Check {

    private static final Set<String> ABOUT_ORDERS = Set.of("stock.Reserved", "stock.Released", "stock.Dispatched");

    /** A reservation of stock, by order and product. */
    private record Reservation(String order, String product) {}

    @Override
    public void run(CaseFile file, Consumer<Violation> found) {
        Map<Reservation, List<LoggedEvent>> done = done(file);
        Set<Reservation> due = new HashSet<>();
        for (StreamHistory stream : file.streams("order")) {
            if (stream.state(Long.MAX_VALUE) instanceof FoldedOrder order
                    && !stream.events().isEmpty()) {
                checkOrder(stream, order, done, due, found);
            }
        }
        done.forEach((work, events) -> {
            if (!due.contains(work)) {
                found.accept(new Violation(
                        Kind.WRONG_EFFECT,
                        "stock/" + work.product(),
                        "nobody has ordered this as " + work.order(),
                        List.copyOf(events)));
            }
        });
    }

    private static Map<Reservation, List<LoggedEvent>> done(CaseFile file) {
        Map<Reservation, List<LoggedEvent>> done = new HashMap<>();
        for (StreamHistory stream : file.streams("stock")) {
            String product = stream.stream().substring("stock/".length());
            stream.events().stream()
                    .filter(event -> ABOUT_ORDERS.contains(event.type()))
                    .forEach(event -> done.computeIfAbsent(
                                    new Reservation(event.data().path("order").asText(), product),
                                    _ -> new ArrayList<>())
                            .add(event));
        }
        return done;
    }

    private static void checkOrder(
            StreamHistory stream,
            FoldedOrder order,
            Map<Reservation, List<LoggedEvent>> done,
            Set<Reservation> due,
            Consumer<Violation> found) {
        if (order.status().equals("Placed")) {
            found.accept(new Violation(
                    Kind.WRONG_EFFECT,
                    stream.stream(),
                    "the order is neither confirmed nor cancelled",
                    stream.events().getLast()));
        }
        for (JsonNode line : order.purchase().path("lines")) {
            var work = new Reservation(
                    stream.stream().substring("order/".length()),
                    line.path("product").asText());
            due.add(work);
            List<LoggedEvent> events = done.getOrDefault(work, List.of());
            if (!isRight(order.status(), line.path("quantity").asInt(), events)) {
                var evidence = new ArrayList<Record>(List.of(stream.events().getLast()));
                evidence.addAll(events);
                found.accept(new Violation(
                        Kind.WRONG_EFFECT,
                        stream.stream(),
                        "the order is " + order.status() + ", and of " + line + " the stock says "
                                + events.stream().map(LoggedEvent::type).toList(),
                        evidence));
            }
        }
    }

    private static boolean isRight(String status, int quantity, List<LoggedEvent> events) {
        List<String> types = events.stream().map(LoggedEvent::type).toList();
        boolean quantities =
                events.stream().allMatch(event -> event.data().path("quantity").asInt() == quantity);
        return quantities
                && switch (status) {
                    case "Confirmed", "Paid" -> types.equals(List.of("stock.Reserved"));
                    case "Shipped" -> types.equals(List.of("stock.Reserved", "stock.Dispatched"));
                    case "Refunded" -> types.equals(List.of("stock.Reserved", "stock.Released"));
                    case "Cancelled" -> types.isEmpty() || types.equals(List.of("stock.Reserved", "stock.Released"));
                    default -> true; // reported as a whole
                };
    }
}
