package dev.recount.example.shop.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recount.example.shop.Shop;
import dev.recount.example.shop.order.Order;
import dev.recount.example.shop.order.OrderCommand.Cancel;
import dev.recount.example.shop.order.OrderState;
import dev.recount.model.domain.Domain;
import dev.recount.model.domain.Traffic.MadeUpCommand;
import dev.recount.model.handler.CommandAnswer;
import dev.recount.process.work.ProcessDomain;
import dev.recount.testing.InMemoryReactions;
import dev.recount.testing.InMemoryStreams;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShopTrafficTest {

    private static final int COMMANDS = 5_000;

    /** Handlers lag behind by as many commands as are sent in one request. */
    private static final int BATCH = 50;

    private static List<MadeUpCommand> commands(long seed) {
        return new ShopTraffic().commands(seed).limit(COMMANDS).toList();
    }

    @Test
    void isTheSameForTheSameSeedAndAnotherForAnother() {
        assertThat(commands(7)).isEqualTo(commands(7)).isNotEqualTo(commands(8));
    }

    @Test
    void hasAnIdOfItsOwnForEachCommandOfAStream() {
        assertThat(commands(7))
                .extracting(command -> command.stream() + " " + command.commandId())
                .doesNotHaveDuplicates();
    }

    @Test
    void letsSomeProductsSellFarBetterThanOthers() {
        var shop = run(7);
        Map<String, Integer> sold = new TreeMap<>();
        shop.states(Order.TYPE).values().forEach(order -> {
            if (order instanceof OrderState.Shipped(var purchase, var _, var _)) {
                purchase.lines().forEach(line -> sold.merge(line.product(), line.quantity(), Integer::sum));
            }
        });

        assertThat(sold.getOrDefault("espresso-beans", 0)).isGreaterThan(4 * sold.getOrDefault("espresso-machine", 0));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, -3, Long.MAX_VALUE})
    void isMostlyAcceptedAndLeadsToOrdersOfAllKinds(long seed) {
        InMemoryStreams shop = run(seed);

        Map<String, Long> orders = shop.states(Order.TYPE).values().stream()
                .collect(Collectors.groupingBy(ShopTrafficTest::kind, Collectors.counting()));
        assertThat(orders.keySet()).contains("Shipped", "Confirmed", "OUT_OF_STOCK", "CUSTOMER_REQUEST", "NEVER_PAID");
        assertThat(orders.get("Shipped")).isGreaterThan(shop.states(Order.TYPE).size() / 2);
    }

    private static String kind(OrderState order) {
        return order instanceof OrderState.Cancelled(var _, Cancel.Reason reason)
                ? reason.name()
                : order.getClass().getSimpleName();
    }

    private static InMemoryStreams run(long seed) {
        Domain domain = ProcessDomain.of(new Shop());
        var shop = InMemoryStreams.of(domain);
        List<InMemoryReactions> handlers = domain.handlers().stream()
                .map(handler -> new InMemoryReactions(handler, shop))
                .toList();
        Map<String, Integer> rejections = new TreeMap<>();
        int number = 0;
        for (MadeUpCommand command : commands(seed)) {
            if (shop.send(command.stream(), command.commandId(), command.command())
                    instanceof CommandAnswer.Rejected(var reason, var _)) {
                rejections.merge(command.command().getClass().getSimpleName() + " " + reason, 1, Integer::sum);
            }
            if (++number % BATCH == 0) {
                handlers.forEach(InMemoryReactions::catchUp);
            }
        }
        while (handlers.stream().anyMatch(InMemoryReactions::catchUp)) {}
        assertThat(rejections.values().stream().mapToInt(Integer::intValue).sum())
                .as("%s of %d commands", rejections, COMMANDS)
                .isLessThan(COMMANDS / 20);
        return shop;
    }
}
