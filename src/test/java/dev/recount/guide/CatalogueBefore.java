package dev.recount.guide;

import static dev.recount.model.Decision.accept;

import dev.recount.model.Aggregate;
import dev.recount.model.Context;
import dev.recount.model.Decision;
import dev.recount.model.type.StreamType;
import java.math.BigDecimal;

/** The products of {@code docs/change-your-events.md} before a transition period. */
final class CatalogueBefore implements Aggregate<Catalogue.Product, Catalogue.ChangePrice, CatalogueBefore.Event> {

    static final StreamType<Catalogue.Product, Catalogue.ChangePrice, Event> TYPE =
            StreamType.of("product", new CatalogueBefore());

    sealed interface Event {
        record PriceChanged(BigDecimal price) implements Event {}
    }

    @Override
    public Catalogue.Product initial() {
        return Catalogue.Product.NEW;
    }

    @Override
    public Decision<Event> decide(Catalogue.Product state, Catalogue.ChangePrice command, Context context) {
        return accept(new Event.PriceChanged(command.price()));
    }

    @Override
    public Catalogue.Product evolve(Catalogue.Product state, Event event) {
        return switch (event) {
            case Event.PriceChanged(var price) -> state.at(price);
        };
    }
}
