package dev.recount.torture.load;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recount.torture.evidence.Answer;
import dev.recount.torture.fold.FoldedOrder;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** The work of a client at the shop: it keeps stock, places orders and takes them on. */
final class ShopWork {

    private static final int PRODUCTS = 8;
    private static final int CUSTOMERS = 20;
    private static final int MOST_OPEN_ORDERS = 4;

    private final Client client;
    private final String prefix;
    private final Set<String> offered = new HashSet<>();
    private final List<String> orders = new ArrayList<>();

    ShopWork(Client client, String prefix) {
        this.client = client;
        this.prefix = prefix;
    }

    void step() {
        double choice = client.random().nextDouble();
        if (choice < 0.15 || offered.isEmpty()) {
            supply();
        } else if (choice < 0.2) {
            register();
        } else if (orders.size() < MOST_OPEN_ORDERS && choice < 0.5) {
            place();
        } else if (!orders.isEmpty()) {
            takeOn(orders.get(client.random().nextInt(orders.size())));
        }
    }

    private String product() {
        return prefix + "product" + client.random().nextInt(PRODUCTS);
    }

    private void supply() {
        String product = product();
        if (offered.add(product)) {
            client.send(
                    "stock/" + product,
                    "Offer",
                    Client.object()
                            .put("name", "Name of " + product)
                            .put("description", "to be sold")
                            .put("category", "torture")
                            .put("price", new BigDecimal("9.90")));
        }
        client.send(
                "stock/" + product,
                "Receive",
                Client.object().put("quantity", client.random().nextInt(1, 30)));
    }

    private String customer() {
        return prefix + "customer" + client.random().nextInt(CUSTOMERS);
    }

    private void register() {
        String customer = customer();
        ObjectNode data = Client.object().put("name", "Name of " + customer).put("email", customer + "@example.org");
        data.putObject("address")
                .put("street", "Mill Lane 1")
                .put("postalCode", "20095")
                .put("city", "Hamburg")
                .put("country", "DE");
        client.send("customer/" + customer, "Register", data);
    }

    private void place() {
        ObjectNode data = Client.object();
        ObjectNode purchase = data.putObject("purchase").put("customer", customer());
        ArrayNode lines = purchase.putArray("lines");
        List<String> products = new ArrayList<>(offered);
        Collections.sort(products);
        Collections.shuffle(products, Random.from(client.random()));
        for (String product : products.subList(0, client.random().nextInt(1, 1 + Math.min(3, products.size())))) {
            lines.addObject()
                    .put("product", product)
                    .put("quantity", client.random().nextInt(1, 4))
                    .put("price", new BigDecimal("9.90"));
        }
        String order = "order/" + client.newId("order");
        if (client.send(order, "Place", data) instanceof Answer.Accepted) {
            orders.add(order);
        }
        if (client.random().nextInt(10) == 0) {
            cancel(order, "CUSTOMER_REQUEST"); // while the handler is at it
        }
    }

    private void takeOn(String order) {
        JsonNode state = client.look(order);
        switch (state.path("status").asText()) {
            case "Confirmed" -> payOrNot(order, state.path("purchase"));
            case "Paid" -> shipOrNot(order);
            case "Shipped", "Refunded", "Cancelled" -> orders.remove(order);
            default -> {} // still waits for its stock, or cannot be seen now
        }
    }

    private void payOrNot(String order, JsonNode purchase) {
        int choice = client.random().nextInt(20);
        if (choice == 0) {
            orders.remove(order); // holds its stock to the end
        } else if (choice < 4) {
            cancel(order, "NEVER_PAID");
        } else {
            BigDecimal amount = choice == 4 ? BigDecimal.ONE : FoldedOrder.total(purchase);
            client.send(order, "Pay", Client.object().put("amount", amount).put("method", "CARD"));
        }
    }

    private void shipOrNot(String order) {
        if (client.random().nextInt(8) == 0) {
            client.send(order, "Refund", Client.object());
        } else {
            client.send(
                    order, "Ship", Client.object().put("carrier", "Night Mail").put("trackingNumber", "T1"));
        }
    }

    private void cancel(String order, String reason) {
        client.send(order, "Cancel", Client.object().put("reason", reason));
    }
}
