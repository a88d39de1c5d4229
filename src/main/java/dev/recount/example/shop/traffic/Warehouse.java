package dev.recount.example.shop.traffic;

import dev.recount.example.shop.stock.Stock;
import dev.recount.example.shop.stock.StockCommand.Receive;
import dev.recount.example.shop.stock.StockCommand.SetReorderPoint;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/** The people who keep the shelves full, though at times too late. */
final class Warehouse {

    private static final int SOONEST = 60;
    private static final int LATEST = 600;

    private final Schedule schedule;
    private final Random random;
    private final Map<String, Integer> shelves = new HashMap<>();
    private final Map<String, Long> deliveries = new HashMap<>();

    Warehouse(Schedule schedule, Random random) {
        this.schedule = schedule;
        this.random = random;
    }

    /** Puts all products on sale. */
    void open() {
        for (Article article : Article.all()) {
            String product = article.product();
            schedule.add(0, Stock.TYPE, product, article.offer(), "offer");
            schedule.add(0, Stock.TYPE, product, new SetReorderPoint(article.reorderPoint()), "reorder-point");
            schedule.add(0, Stock.TYPE, product, new Receive(article.delivery()));
            shelves.put(product, article.delivery());
        }
    }

    /** Takes from the shelves what is bought, if all of it seems to be there. */
    boolean sell(Map<Article, Integer> items) {
        receiveWhatIsDue();
        if (items.entrySet().stream().anyMatch(item -> left(item.getKey()) < item.getValue())) {
            return false;
        }
        items.forEach((article, quantity) -> {
            shelves.merge(article.product(), -quantity, Integer::sum);
            reorder(article);
        });
        return true;
    }

    /** Puts back what was not bought after all. */
    void putBack(Map<Article, Integer> items) {
        items.forEach((article, quantity) -> shelves.merge(article.product(), quantity, Integer::sum));
    }

    private int left(Article article) {
        return shelves.getOrDefault(article.product(), 0);
    }

    private void reorder(Article article) {
        if (left(article) < article.reorderPoint() && !deliveries.containsKey(article.product())) {
            long arrival = schedule.now() + SOONEST + random.nextInt(LATEST - SOONEST);
            deliveries.put(article.product(), arrival);
            schedule.add(arrival, Stock.TYPE, article.product(), new Receive(article.delivery()));
        }
    }

    private void receiveWhatIsDue() {
        Set<String> arrived = new HashSet<>();
        deliveries.forEach((product, arrival) -> {
            if (arrival < schedule.now()) {
                arrived.add(product);
            }
        });
        for (Article article : Article.all()) {
            if (arrived.contains(article.product())) {
                deliveries.remove(article.product());
                shelves.merge(article.product(), article.delivery(), Integer::sum);
            }
        }
    }
}
