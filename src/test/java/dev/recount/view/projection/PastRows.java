package dev.recount.view.projection;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The past of rows, kept in the simplest way: spans of time in which values held, none of them empty, none overlapping.
 */
final class PastRows {

    private record Span(int key, String value, Instant from, Instant to) {}

    private final List<Span> ended = new ArrayList<>();
    private final Map<Integer, Span> holding = new HashMap<>();

    PastRows copy() {
        var copy = new PastRows();
        copy.ended.addAll(ended);
        copy.holding.putAll(holding);
        return copy;
    }

    void put(int key, String value, Instant time) {
        Instant since = end(key, time);
        holding.put(key, new Span(key, value, since, Instant.MAX));
    }

    void remove(int key, Instant time) {
        end(key, time);
        holding.remove(key);
    }

    /**
     * Ends what holds at this time, or when it began to hold if that is later; returns from when on another value can
     * hold.
     */
    private Instant end(int key, Instant time) {
        Span before = holding.get(key);
        Instant earliest = before != null
                ? before.from
                : ended.stream()
                        .filter(span -> span.key == key)
                        .map(Span::to)
                        .max(Instant::compareTo)
                        .orElse(Instant.MIN);
        Instant at = time.isBefore(earliest) ? earliest : time;
        if (before != null && before.from.isBefore(at)) {
            ended.add(new Span(key, before.value, before.from, at));
        }
        return at;
    }

    Map<Integer, String> now() {
        Map<Integer, String> rows = new HashMap<>();
        holding.forEach((key, span) -> rows.put(key, span.value));
        return rows;
    }

    Map<Integer, String> at(Instant time) {
        List<Span> all = new ArrayList<>(ended);
        all.addAll(holding.values());
        Map<Integer, String> rows = new HashMap<>();
        all.stream()
                .filter(span -> !span.from.isAfter(time) && span.to.isAfter(time))
                .forEach(span -> rows.put(span.key, span.value));
        return rows;
    }
}
