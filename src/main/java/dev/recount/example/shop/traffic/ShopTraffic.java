package dev.recount.example.shop.traffic;

import dev.recount.model.domain.Traffic;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * The made-up traffic of the shop: first the products, then visits of customers, several at a time, for ever.
 *
 * <p>A command that depends on a handler, such as the payment for an order, comes a good hundred commands after the
 * event that the handler acts on.
 */
public final class ShopTraffic implements Traffic {

    @Override
    public Stream<MadeUpCommand> commands(long seed) {
        return StreamSupport.stream(
                Spliterators.spliteratorUnknownSize(new Simulation(seed), Spliterator.ORDERED | Spliterator.NONNULL),
                false);
    }
}
