package dev.recount.handler;

import dev.recount.model.EventContext;
import dev.recount.model.domain.Domain;
import dev.recount.model.handler.Effects;
import dev.recount.model.handler.Handler;
import dev.recount.model.handler.RetryPolicy;
import dev.recount.model.type.StreamType;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A domain whose handler books each order twice in one ledger, fails now and then on the way, and sets a timer for
 * some.
 */
public final class Bookkeeping implements Domain {

    private final Set<String> failed = ConcurrentHashMap.newKeySet();

    @Override
    public String name() {
        return "bookkeeping";
    }

    @Override
    public List<StreamType<?, ?, ?>> streamTypes() {
        return List.of(Order.TYPE, Ledger.TYPE);
    }

    @Override
    public List<Handler> handlers() {
        return List.of(Handler.fromBeginning("book")
                .on(Order.TYPE, this::book)
                .onTimer((timer, _, effects) -> send(effects, timer))
                .retry(new RetryPolicy(1_000, Duration.ofMillis(20), Duration.ofMillis(20))));
    }

    private void book(Order.Event event, EventContext context, Effects effects) {
        send(effects, context.eventId() + " first");
        if (context.version() % 7 == 0 && failed.add(context.eventId())) {
            throw new IllegalStateException("between two commands");
        }
        send(effects, context.eventId() + " second");
        if (context.version() % 5 == 0) {
            effects.setTimer(context.eventId() + " timer", Duration.ofMillis(50));
        }
    }

    private static void send(Effects effects, String entry) {
        effects.send(Ledger.TYPE, "all", new Ledger.Command.Book(entry));
    }
}
