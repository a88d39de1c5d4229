package dev.recount.guide;

import static dev.recount.model.Decision.accept;

import dev.recount.model.Aggregate;
import dev.recount.model.Context;
import dev.recount.model.Decision;
import dev.recount.model.StreamType;
import dev.recount.model.evolution.Part;
import dev.recount.model.evolution.Upcaster;
import java.math.BigDecimal;

/** The products of {@code docs/change-your-events.md} before, during and after a transition period. */
final class Catalogue {

    private Catalogue() {}

    record ChangePrice(BigDecimal price) {}

    record Product(BigDecimal price, int changes) {

        static final Product NEW = new Product(BigDecimal.ZERO, 0);

        Product at(BigDecimal newPrice) {
            return new Product(newPrice, changes + 1);
        }
    }

    static final class Before implements Aggregate<Product, ChangePrice, Before.Event> {

        static final StreamType<Product, ChangePrice, Event> TYPE = StreamType.of("product", new Before());

        sealed interface Event {
            record PriceChanged(BigDecimal price) implements Event {}
        }

        @Override
        public Product initial() {
            return Product.NEW;
        }

        @Override
        public Decision<Event> decide(Product state, ChangePrice command, Context context) {
            return accept(new Event.PriceChanged(command.price()));
        }

        @Override
        public Product evolve(Product state, Event event) {
            return switch (event) {
                case Event.PriceChanged(var price) -> state.at(price);
            };
        }
    }

    static final class During implements Aggregate<Product, ChangePrice, During.Event> {

        static final StreamType<Product, ChangePrice, Event> TYPE = StreamType.of("product", new During())
                .upcast(Upcaster.from("PriceChanged", 1)
                        .split(
                                Part.of("PriceChanged"),
                                Part.of("ProductUpdated").map(fields -> fields.with("reason", "unknown"))));

        sealed interface Event {
            record PriceChanged(BigDecimal price) implements Event {}

            record ProductUpdated(BigDecimal price, String reason) implements Event {}
        }

        @Override
        public Product initial() {
            return Product.NEW;
        }

        @Override
        public Decision<Event> decide(Product state, ChangePrice command, Context context) {
            return accept(new Event.PriceChanged(command.price()), new Event.ProductUpdated(command.price(), "market"));
        }

        @Override
        public Product evolve(Product state, Event event) {
            return switch (event) {
                case Event.PriceChanged _ -> state; // its ProductUpdated counts
                case Event.ProductUpdated(var price, var _) -> state.at(price);
            };
        }
    }

    static final class After implements Aggregate<Product, ChangePrice, After.Event> {

        static final StreamType<Product, ChangePrice, Event> TYPE = StreamType.of("product", new After())
                .upcast(
                        Upcaster.from("PriceChanged", 1)
                                .split(
                                        Part.of("PriceChanged"),
                                        Part.of("ProductUpdated").map(fields -> fields.with("reason", "unknown"))),
                        Upcaster.from("PriceChanged", 2).drop());

        sealed interface Event {
            record ProductUpdated(BigDecimal price, String reason) implements Event {}
        }

        @Override
        public Product initial() {
            return Product.NEW;
        }

        @Override
        public Decision<Event> decide(Product state, ChangePrice command, Context context) {
            return accept(new Event.ProductUpdated(command.price(), "market"));
        }

        @Override
        public Product evolve(Product state, Event event) {
            return switch (event) {
                case Event.ProductUpdated(var price, var _) -> state.at(price);
            };
        }
    }
}
