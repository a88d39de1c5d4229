package dev.recount.example.shop;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recount.example.shop.cart.Cart;
import dev.recount.example.shop.customer.Customer;
import dev.recount.example.shop.order.Order;
import dev.recount.example.shop.stock.Stock;
import dev.recount.example.shop.wishlist.Wishlist;
import dev.recount.model.domain.Domain;
import dev.recount.model.type.StreamType;
import dev.recount.model.view.View;
import dev.recount.server.Pause;
import dev.recount.server.TestClient;
import dev.recount.server.TestClient.Answer;
import dev.recount.server.TestServer;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The shop as it is served, with its handlers and views at work. */
class ShopServerTest {

    @TempDir
    Path data;

    private static Answer accepted(Answer answer) {
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200);
        return answer;
    }

    private static String purchase(String customer, String product, String price) {
        return "{\"purchase\":{\"customer\":\"" + customer + "\",\"lines\":[{\"product\":\"" + product
                + "\",\"quantity\":1,\"price\":" + price + "}]}}";
    }

    @Test
    void neverSellsMoreThanThereIsToAHundredBuyersAtOnce() {
        try (TestServer server = TestServer.start(data, new Shop())) {
            TestClient client = server.client();
            accepted(client.post(
                    "/streams/stock/mug/Offer",
                    "{\"name\":\"Mug\",\"description\":\"\",\"category\":\"cups\",\"price\":12.00}"));
            accepted(client.post("/streams/stock/mug/Receive", "{\"quantity\":40}"));

            List<CompletableFuture<Answer>> placing = new ArrayList<>();
            for (int buyer = 0; buyer < 100; buyer++) {
                placing.add(
                        client.postLater("/streams/order/o" + buyer + "/Place", purchase("c" + buyer, "mug", "12.00")));
            }
            placing.forEach(answer -> accepted(answer.join()));

            Map<String, Integer> ends = new HashMap<>();
            for (int buyer = 0; buyer < 100; buyer++) {
                ends.merge(settled(client, "/streams/order/o" + buyer), 1, Integer::sum);
            }
            assertThat(ends).isEqualTo(Map.of("Confirmed", 40, "Cancelled", 60));
            JsonNode level = levelOfMugs(client);
            assertThat(level.path("onHand").asInt()).isEqualTo(40);
            assertThat(level.path("reserved").asInt()).isEqualTo(40);
            assertThat(level.path("available").asInt()).isZero();
        }
    }

    private static String settled(TestClient client, String order) {
        String status = "Placed";
        while (status.equals("Placed")) {
            Pause.briefly();
            status = client.get(order).body().path("state").path("status").asText();
        }
        return status;
    }

    private static JsonNode levelOfMugs(TestClient client) {
        String last = "stock/mug@"
                + client.get("/streams/stock/mug").body().path("version").asLong();
        return client.send(client.request("/views/inventory/mug")
                        .header("Recount-After", last)
                        .GET()
                        .build())
                .body()
                .path("row");
    }

    @Test
    void tellsHowManyCustomersWerePremiumAtTheEndOfLastQuarter() {
        long seed = 7;
        var random = new Random(seed);
        try (TestServer server = TestServer.start(data, withAPast())) {
            TestClient client = server.client();
            List<Payment> payments = new ArrayList<>();
            String last = "";
            for (int order = 0; order < 150; order++) {
                var payment = new Payment(
                        "c" + random.nextInt(25),
                        BigDecimal.valueOf(random.nextInt(10_000, 60_000), 2),
                        LocalDate.of(2025, 1, 1)
                                .plusDays(order * 2L)
                                .atStartOfDay(ZoneOffset.UTC)
                                .toInstant());
                last = pay(client, "o" + order, payment);
                payments.add(payment);
            }
            for (LocalDate end : List.of(
                    LocalDate.of(2024, 12, 31),
                    LocalDate.of(2025, 3, 31),
                    LocalDate.of(2025, 6, 30),
                    LocalDate.of(2025, 9, 30),
                    LocalDate.of(2025, 12, 31))) {
                JsonNode answer = client.send(
                                client.request("/views/customers?tier=PREMIUM&count=true&limit=1&at=" + end)
                                        .header("Recount-After", last)
                                        .GET()
                                        .build())
                        .body();
                assertThat(answer.path("count").asLong())
                        .as("premium at the end of %s", end)
                        .isEqualTo(premium(payments, end));
            }
            assertThat(premium(payments, LocalDate.of(2025, 6, 30))).isBetween(1L, 24L);
        }
    }

    @Test
    void takesFromHandlersAloneWhatOnlyTheyCanKnow() {
        try (TestServer server = TestServer.start(data, withoutHandlers(Order.TYPE))) {
            TestClient client = server.client();
            accepted(client.post("/streams/order/o/Place", purchase("c", "mug", "12.00")));

            for (String command : new String[] {
                "order/o/Confirm {}",
                "order/o/Cancel {\"reason\":\"OUT_OF_STOCK\"}",
                "stock/mug/Reserve {\"order\":\"o\",\"quantity\":1}",
                "stock/mug/Release {\"order\":\"o\"}",
                "stock/mug/Dispatch {\"order\":\"o\"}"
            }) {
                String[] parts = command.split(" ", -1);
                assertThat(client.post("/streams/" + parts[0], parts[1]).status())
                        .as(command)
                        .isEqualTo(403);
            }
            assertThat(client.post("/streams/order/o/Cancel", "{\"reason\":\"CUSTOMER_REQUEST\"}")
                            .status())
                    .isEqualTo(200);
        }
    }

    private record Payment(String customer, BigDecimal amount, Instant time) {}

    private static long premium(List<Payment> payments, LocalDate end) {
        Instant until = end.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
        Map<String, BigDecimal> spending = new HashMap<>();
        payments.stream()
                .filter(payment -> payment.time.isBefore(until))
                .forEach(payment -> spending.merge(payment.customer, payment.amount, BigDecimal::add));
        return spending.values().stream()
                .filter(sum -> sum.compareTo(new BigDecimal("1000.00")) >= 0)
                .count();
    }

    private static String pay(TestClient client, String order, Payment payment) {
        String path = "/streams/order/" + order;
        String[] then = {"Recount-Time", payment.time.toString()};
        accepted(client.post(path + "/Place", purchase(payment.customer, "p", payment.amount.toPlainString()), then));
        accepted(client.post(path + "/Confirm", "{}", then));
        Answer paid = accepted(client.post(
                path + "/Pay", "{\"amount\":" + payment.amount.toPlainString() + ",\"method\":\"CARD\"}", then));
        return paid.body().path("token").asText();
    }

    /** The shop with its past brought in: what happened then has been confirmed already, by people. */
    private static Domain withAPast() {
        return withoutHandlers(Order.TYPE.authorize((_, _, _) -> true));
    }

    private static Domain withoutHandlers(StreamType<?, ?, ?> order) {
        return new Domain() {
            private final Shop shop = new Shop();

            @Override
            public String name() {
                return shop.name();
            }

            @Override
            public List<StreamType<?, ?, ?>> streamTypes() {
                return List.of(Customer.TYPE, Cart.TYPE, order, Stock.TYPE, Wishlist.TYPE);
            }

            @Override
            public List<View<?>> views() {
                return shop.views();
            }
        };
    }
}
