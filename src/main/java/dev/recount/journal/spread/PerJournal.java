package dev.recount.journal.spread;

import dev.recount.model.StreamId;
import java.util.List;
import java.util.function.Function;

/**
 * Something that each journal has one of.
 *
 * @param all in the journals' order; the first is that of the home journal
 * @param <T> what they have
 */
public record PerJournal<T>(List<T> all) {

    public PerJournal {
        all = List.copyOf(all);
    }

    /** Returns what the one journal has, where there is no other. */
    public static <T> PerJournal<T> one(T only) {
        return new PerJournal<>(List.of(only));
    }

    /** Tells in which of them a stream is. */
    public Placement placement() {
        return new Placement(all.size());
    }

    /** Returns that of the home journal. */
    public T home() {
        return all.getFirst();
    }

    /** Returns that of a stream's journal. */
    public T of(StreamId stream) {
        return all.get(placement().of(stream));
    }

    /** Returns what is made of each. */
    public <U> PerJournal<U> map(Function<? super T, ? extends U> function) {
        return new PerJournal<>(all.stream().<U>map(function).toList());
    }
}
