package dev.recount.journal.schema;

import static dev.recount.model.Decision.accept;

import dev.recount.model.Aggregate;
import dev.recount.model.Context;
import dev.recount.model.Decision;
import dev.recount.model.domain.Domain;
import dev.recount.model.evolution.Upcaster;
import dev.recount.model.type.StreamType;
import java.math.BigDecimal;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A domain whose events have fields of every shape. */
final class Deliveries implements Aggregate<Deliveries.State, Deliveries.Command, Deliveries.Event> {

    static final StreamType<State, Command, Event> TYPE = StreamType.of("delivery", new Deliveries())
            .upcast(
                    Upcaster.from("Sent", 1).add("weight", 1),
                    Upcaster.from("Posted", 1).as("Sent"));

    record State() {}

    record Command() {}

    sealed interface Event {
        record Sent(
                int weight,
                BigDecimal price,
                Size size,
                Optional<String> note,
                List<Item> items,
                Set<YearMonth> months,
                Map<Size, Long> counts,
                Address address,
                Payment payment,
                Box box)
                implements Event {}

        record Lost() implements Event {}
    }

    enum Size {
        SMALL,
        LARGE
    }

    record Item(String sku, double weight) {}

    record Address(String city, String street) {}

    record Box(List<Box> boxes) {}

    sealed interface Payment {
        record Card(String number) implements Payment {}

        record Cash() implements Payment {}
    }

    static Domain domain() {
        return new Domain() {
            @Override
            public String name() {
                return "deliveries";
            }

            @Override
            public List<StreamType<?, ?, ?>> streamTypes() {
                return List.of(TYPE);
            }
        };
    }

    @Override
    public State initial() {
        return new State();
    }

    @Override
    public Decision<Event> decide(State state, Command command, Context context) {
        return accept();
    }

    @Override
    public State evolve(State state, Event event) {
        return state;
    }
}
