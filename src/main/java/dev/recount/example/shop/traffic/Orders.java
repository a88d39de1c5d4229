package dev.recount.example.shop.traffic;

import dev.recount.example.shop.order.Order;
import dev.recount.example.shop.order.OrderCommand.Cancel;
import dev.recount.example.shop.order.OrderCommand.Pay;
import dev.recount.example.shop.order.OrderCommand.Ship;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Random;

/** The fate of orders, made up: most are paid and shipped, some cancelled, some forgotten. */
final class Orders {

    /** Time for the handlers to place and confirm an order. */
    private static final int PATIENCE = 120;

    private final Schedule schedule;
    private final Warehouse warehouse;
    private final Random random;

    Orders(Schedule schedule, Warehouse warehouse, Random random) {
        this.schedule = schedule;
        this.warehouse = warehouse;
        this.random = random;
    }

    /** Goes on with the order of a cart that is checked out. */
    void follow(long checkedOut, String order, Map<Article, Integer> items) {
        long decided = checkedOut + PATIENCE + random.nextInt(PATIENCE);
        int chance = random.nextInt(100);
        if (chance < 6) {
            schedule.add(decided, Order.TYPE, order, new Cancel(Cancel.Reason.CUSTOMER_REQUEST));
            warehouse.putBack(items);
        } else if (chance < 9) {
            schedule.add(decided + 10 * PATIENCE, Order.TYPE, order, new Cancel(Cancel.Reason.NEVER_PAID));
            warehouse.putBack(items);
        } else {
            Pay.Method[] methods = Pay.Method.values();
            schedule.add(decided, Order.TYPE, order, new Pay(total(items), methods[random.nextInt(methods.length)]));
            schedule.add(decided + 1 + random.nextInt(PATIENCE), Order.TYPE, order, shipment());
        }
    }

    private Ship shipment() {
        return new Ship(
                random.nextBoolean() ? "Yellow Van" : "Night Mail", "T%09d".formatted(random.nextInt(1_000_000_000)));
    }

    private static BigDecimal total(Map<Article, Integer> items) {
        return items.entrySet().stream()
                .map(item -> item.getKey().price().multiply(BigDecimal.valueOf(item.getValue())))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}
