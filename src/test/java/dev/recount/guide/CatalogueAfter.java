package dev.recount.guide;

import static dev.recount.model.Decision.accept;

import dev.recount.model.Aggregate;
import dev.recount.model.Context;
import dev.recount.model.Decision;
import dev.recount.model.evolution.Part;
import dev.recount.model.evolution.Upcaster;
import dev.recount.model.type.StreamType;
import java.math.BigDecimal;

/** The products of {@code docs/change-your-events.md} after a transition period. */
final class CatalogueAfter implements Aggregate<Catalogue.Product, Catalogue.ChangePrice, CatalogueAfter.Event> {

    static final StreamType<Catalogue.Product, Catalogue.ChangePrice, Event> TYPE = StreamType.of(
                    "product", new CatalogueAfter())
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
    public Catalogue.Product initial() {
        return Catalogue.Product.NEW;
    }

    @Override
    public Decision<Event> decide(Catalogue.Product state, Catalogue.ChangePrice command, Context context) {
        return accept(new Event.ProductUpdated(command.price(), "market"));
    }

    @Override
    public Catalogue.Product evolve(Catalogue.Product state, Event event) {
        return switch (event) {
            case Event.ProductUpdated(var price, var _) -> state.at(price);
        };
    }
}
