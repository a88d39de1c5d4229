package dev.recount.example.shop.traffic;

import dev.recount.example.shop.cart.Cart;
import dev.recount.example.shop.cart.CartCommand;
import dev.recount.example.shop.cart.CartCommand.AddItem;
import dev.recount.example.shop.cart.CartCommand.ChangeItemQuantity;
import dev.recount.example.shop.cart.CartCommand.CheckOut;
import dev.recount.example.shop.cart.CartCommand.Empty;
import dev.recount.example.shop.cart.CartCommand.Open;
import dev.recount.example.shop.cart.CartCommand.RemoveItem;
import dev.recount.example.shop.customer.Customer;
import dev.recount.example.shop.customer.CustomerCommand.ChangeEmail;
import dev.recount.example.shop.customer.CustomerCommand.Relocate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * The visits to the shop, made up: the customers who come, the articles that they put into their carts, and the end of
 * each visit.
 */
final class Visits {

    private static final int MOST_PAUSE = 8;

    private final Schedule schedule;
    private final Warehouse warehouse;
    private final Orders orders;
    private final People people;
    private final Random random;
    private final String run;
    private final List<String> customers = new ArrayList<>();
    private long carts;

    Visits(Schedule schedule, Warehouse warehouse, Random random, String run) {
        this.schedule = schedule;
        this.warehouse = warehouse;
        this.orders = new Orders(schedule, warehouse, random);
        this.people = new People(random);
        this.random = random;
        this.run = run;
    }

    /** Lets a customer come now. */
    void begin() {
        String customer = customers.isEmpty() || happens(40) ? newcomer() : people.any(customers);
        long time = schedule.now();
        String cart = "cart-" + run + "-" + ++carts;
        var items = new LinkedHashMap<Article, Integer>();
        time = put(time, cart, new Open(customer));
        for (int wanted = 1 + random.nextInt(4); wanted > 0; wanted--) {
            time = add(time, cart, items);
        }
        time = happens(15) ? change(time, cart, items) : time;
        time = happens(10) ? remove(time, cart, items) : time;
        leave(time, cart, items);
    }

    private String newcomer() {
        String customer = "customer-" + run + "-" + (customers.size() + 1);
        customers.add(customer);
        schedule.add(schedule.now(), Customer.TYPE, customer, people.anyone(customer));
        if (happens(10)) {
            Relocate.Reason reason = happens(70) ? Relocate.Reason.MOVED : Relocate.Reason.CORRECTED;
            schedule.add(later(300), Customer.TYPE, customer, new Relocate(people.address(), reason));
        }
        if (happens(5)) {
            schedule.add(later(300), Customer.TYPE, customer, new ChangeEmail(people.email("post", customer)));
        }
        return customer;
    }

    private long add(long time, String cart, Map<Article, Integer> items) {
        Article article = Article.any(random);
        int quantity = happens(70) ? 1 : 1 + random.nextInt(3);
        items.merge(article, quantity, Integer::sum);
        return put(time, cart, new AddItem(article.product(), quantity, article.price()));
    }

    private long change(long time, String cart, Map<Article, Integer> items) {
        Article article = people.any(List.copyOf(items.keySet()));
        int quantity = 1 + random.nextInt(4);
        items.put(article, quantity);
        return put(time, cart, new ChangeItemQuantity(article.product(), quantity));
    }

    private long remove(long time, String cart, Map<Article, Integer> items) {
        Article article = people.any(List.copyOf(items.keySet()));
        items.remove(article);
        return put(time, cart, new RemoveItem(article.product()));
    }

    private void leave(long time, String cart, Map<Article, Integer> items) {
        if (happens(12)) {
            return; // and the cart stays where it is
        }
        if (happens(5)) {
            put(time, cart, new Empty());
            return;
        }
        long checkedOut = put(time, cart, new CheckOut());
        if (happens(2)) {
            put(checkedOut, cart, new CheckOut()); // clicked twice
        }
        if (!items.isEmpty() && warehouse.sell(items)) {
            orders.follow(checkedOut, cart, items);
        }
    }

    /** Lets something happen to a cart after a pause, and returns when. */
    private long put(long time, String cart, CartCommand command) {
        long then = time + random.nextInt(MOST_PAUSE);
        schedule.add(then, Cart.TYPE, cart, command);
        return then;
    }

    private long later(int mostTicks) {
        return schedule.now() + 1 + random.nextInt(mostTicks);
    }

    private boolean happens(int percent) {
        return random.nextInt(100) < percent;
    }
}
