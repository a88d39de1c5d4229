package dev.recount.correction;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/** One stream of notes with its corrections, read in the simplest way: everything is gone through for every question. */
public final class NaiveNotes {

    private sealed interface Entry {}

    private record Noted(int number) implements Entry {}

    private record Instead(int of, List<Integer> read) implements Entry {}

    private record After(int of, List<Integer> read) implements Entry {}

    private record Withdrawn(int of) implements Entry {}

    /** The entries that have been recorded; that of version 1 is the first. */
    private final List<Entry> entries = new ArrayList<>();

    public int version() {
        return entries.size();
    }

    /** Takes an event as it is told to be stored: its type, and its data. */
    public void stored(String type, JsonNode data) {
        List<Integer> read = data.path("read")
                .valueStream()
                .map(event -> event.path("data").path("number").asInt())
                .toList();
        if (type.equals("notes.Noted")) {
            note(data.path("number").asInt());
        } else if (data.has("withdrawn")) {
            entries.add(new Withdrawn(data.path("withdrawn").asInt()));
        } else if (data.has("after")) {
            entries.add(new After(data.path("after").asInt(), read));
        } else {
            entries.add(new Instead(data.path("instead").asInt(), read));
        }
    }

    /** A correction as it is sent. */
    record Sent(Optional<Integer> withdrawn, String body) {}

    void note(int number) {
        entries.add(new Noted(number));
    }

    /** Records some correction that can be made, and returns it as it is sent. */
    Sent correct(Random random) {
        int of = 1 + random.nextInt(entries.size());
        List<Integer> read = random.ints(random.nextInt(3), 0, 100).boxed().toList();
        Entry target = entries.get(of - 1);
        if (target instanceof Noted && random.nextInt(3) == 0) {
            List<Integer> some = read.isEmpty() ? List.of(7) : read;
            entries.add(new After(of, some));
            return new Sent(Optional.empty(), body("after", of, some));
        } else if (!(target instanceof Noted)
                && random.nextBoolean()
                && !withdrawn(entries.size()).contains(of)) {
            entries.add(new Withdrawn(of));
            return new Sent(Optional.of(of), "");
        } else if (target instanceof Withdrawn) {
            return correct(random);
        }
        entries.add(new Instead(of, read));
        return new Sent(Optional.empty(), body("version", of, read));
    }

    private static String body(String field, int of, List<Integer> read) {
        String events = read.stream()
                .map("{\"event\":\"Noted\",\"data\":{\"number\":%d}}"::formatted)
                .reduce((one, other) -> one + "," + other)
                .orElse("");
        return "{\"%s\":%d,\"read\":[%s],\"reason\":\"a test\"}".formatted(field, of, events);
    }

    /** Returns the numbers up to a version, as who knew of the corrections up to another one has to read them. */
    public List<Integer> numbers(int version, int known) {
        var numbers = new ArrayList<Integer>();
        for (int at = 1; at <= version; at++) {
            if (entries.get(at - 1) instanceof Noted(int number)) {
                numbers.addAll(instead(at, known).orElse(List.of(number)));
                numbers.addAll(after(at, known));
            }
        }
        return numbers;
    }

    private Optional<List<Integer>> instead(int of, int known) {
        Optional<List<Integer>> last = Optional.empty();
        for (int at = 1; at <= known; at++) {
            if (entries.get(at - 1) instanceof Instead(int target, List<Integer> read)
                    && target == of
                    && !withdrawn(known).contains(at)) {
                last = Optional.of(replaced(at, read, known));
            }
        }
        return last;
    }

    private List<Integer> after(int of, int known) {
        var all = new ArrayList<Integer>();
        for (int at = 1; at <= known; at++) {
            if (entries.get(at - 1) instanceof After(int target, List<Integer> read)
                    && target == of
                    && !withdrawn(known).contains(at)) {
                all.addAll(replaced(at, read, known));
            }
        }
        return all;
    }

    /** A correction of a correction gives its events in the place of that one's, and may have been corrected itself. */
    private List<Integer> replaced(int correction, List<Integer> read, int known) {
        Set<Integer> chain = new HashSet<>(Set.of(correction));
        List<Integer> now = read;
        for (int at = correction + 1; at <= known; at++) {
            if (entries.get(at - 1) instanceof Instead(int target, List<Integer> other)
                    && chain.contains(target)
                    && !withdrawn(known).contains(at)) {
                chain.add(at);
                now = other;
            }
        }
        return now;
    }

    private Set<Integer> withdrawn(int known) {
        Set<Integer> withdrawn = new HashSet<>();
        for (int at = known; at >= 1; at--) {
            if (entries.get(at - 1) instanceof Withdrawn(int of) && !withdrawn.contains(at)) {
                withdrawn.add(of);
            }
        }
        return withdrawn;
    }
}
