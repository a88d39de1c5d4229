package dev.recount.testing;

import dev.recount.journal.codec.TagCodec;
import dev.recount.model.StreamId;
import dev.recount.model.boundary.Boundary;
import dev.recount.model.boundary.Selection;
import java.util.ArrayList;
import java.util.List;

/** The events of several streams, as a command is decided on them; immutable. */
record InMemoryLog(List<Entry> entries) {

    static final InMemoryLog EMPTY = new InMemoryLog(List.of());

    InMemoryLog {
        entries = List.copyOf(entries);
    }

    /** An event, with what gives its tags. */
    record Entry(StreamId stream, Object event, TagCodec<?> tags) {}

    /** Returns the same with events of a stream after the others. */
    <E> InMemoryLog with(StreamId stream, RoundTrip<?, ?, E> stored, List<? extends E> events) {
        var all = new ArrayList<>(entries);
        stored.events(stream, events).forEach(event -> all.add(new Entry(stream, event, stored.tags())));
        return new InMemoryLog(all);
    }

    /** Returns what the rules make of the events that are selected. */
    <M> M model(Boundary<M, ?, ?, ?> boundary, Selection selection) {
        M model = boundary.initial();
        for (Entry entry : entries) {
            if (selection.selects(entry.stream, entry.event, entry.tags.of(entry.stream, entry.event))) {
                model = boundary.evolve(model, entry.stream, entry.event);
            }
        }
        return model;
    }
}
