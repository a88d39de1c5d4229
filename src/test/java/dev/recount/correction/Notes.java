package dev.recount.correction;

import static dev.recount.model.Decision.accept;

import dev.recount.model.Aggregate;
import dev.recount.model.Context;
import dev.recount.model.Decision;
import dev.recount.model.domain.Domain;
import dev.recount.model.type.StreamType;
import dev.recount.model.view.View;
import java.util.ArrayList;
import java.util.List;

/** Numbers that are noted one after another, so that their order is seen in states and rows. */
public final class Notes implements Domain {

    private static final int SNAPSHOT_EVERY = 3;

    static final StreamType<State, Note, Noted> TYPE =
            StreamType.of("notes", new Rules()).snapshotEvery(SNAPSHOT_EVERY);

    /** The numbers so far. */
    record State(List<Integer> numbers) {}

    /** Notes a number. */
    record Note(int number) {}

    /** A number was noted. */
    record Noted(int number) {}

    /** The numbers of one stream: a row that belongs to that stream. */
    record Page(String notes, String numbers) {}

    /** The sum of all numbers of all streams. */
    record Total(String what, long sum, int count) {}

    static final class Rules implements Aggregate<State, Note, Noted> {

        @Override
        public State initial() {
            return new State(List.of());
        }

        @Override
        public Decision<Noted> decide(State state, Note command, Context context) {
            return accept(new Noted(command.number()));
        }

        @Override
        public State evolve(State state, Noted event) {
            var more = new ArrayList<>(state.numbers());
            more.add(event.number());
            return new State(List.copyOf(more));
        }
    }

    @Override
    public String name() {
        return "notes";
    }

    @Override
    public List<StreamType<?, ?, ?>> streamTypes() {
        return List.of(TYPE);
    }

    @Override
    public List<View<?>> views() {
        return List.of(
                View.of("pages", Page.class)
                        .rowsByStream()
                        .on(
                                TYPE,
                                (event, context, rows) -> rows.updateOrPut(
                                        new Page(context.stream().id(), ""),
                                        page -> new Page(page.notes(), page.numbers() + event.number() + " "))),
                View.of("totals", Total.class)
                        .on(
                                TYPE,
                                (event, _, rows) -> rows.updateOrPut(
                                        new Total("all", 0, 0),
                                        total -> new Total("all", total.sum() + event.number(), total.count() + 1))));
    }
}
