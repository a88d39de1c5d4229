package dev.recount.torture.check;

import dev.recount.torture.evidence.Ending.LoggedEvent;
import dev.recount.torture.evidence.Evidence;
import dev.recount.torture.evidence.Operation;
import dev.recount.torture.evidence.StreamLook;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The evidence of a run, put in the order of streams. */
public final class CaseFile {

    private final Evidence evidence;
    private final Map<String, StreamHistory> streams = new TreeMap<>();

    public CaseFile(Evidence evidence) {
        this.evidence = evidence;
        Map<String, List<LoggedEvent>> events =
                evidence.ending().log().stream().collect(Collectors.groupingBy(LoggedEvent::stream));
        Map<String, List<Operation>> operations =
                evidence.exchanges().operations().stream().collect(Collectors.groupingBy(Operation::stream));
        Map<String, List<StreamLook>> readings =
                evidence.exchanges().readings().stream().collect(Collectors.groupingBy(StreamLook::stream));
        var names = new TreeSet<>(events.keySet());
        names.addAll(operations.keySet());
        names.addAll(readings.keySet());
        for (String name : names) {
            streams.put(
                    name,
                    new StreamHistory(
                            name,
                            events.getOrDefault(name, List.of()),
                            operations.getOrDefault(name, List.of()),
                            readings.getOrDefault(name, List.of())));
        }
    }

    /** Returns all of the evidence. */
    public Evidence evidence() {
        return evidence;
    }

    /** Returns all streams of which anything is known, in the order of their names. */
    public Collection<StreamHistory> streams() {
        return streams.values();
    }

    /** Returns the streams of a type. */
    public List<StreamHistory> streams(String type) {
        return streams.values().stream()
                .filter(each -> each.stream().startsWith(type + "/"))
                .toList();
    }

    /** Returns the evidence about a stream, which may be empty. */
    public StreamHistory stream(String name) {
        StreamHistory known = streams.get(name);
        return known == null ? new StreamHistory(name, List.of(), List.of(), List.of()) : known;
    }
}
