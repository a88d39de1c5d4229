package dev.recount.torture.check;

import dev.recount.torture.evidence.Answer;
import dev.recount.torture.evidence.Ending.LoggedEvent;
import dev.recount.torture.evidence.Operation;
import dev.recount.torture.evidence.StreamLook;
import dev.recount.torture.fold.Folded;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All evidence about one stream. */
public final class StreamHistory {

    private final String stream;
    private final List<LoggedEvent> events;
    private final List<Operation> operations;
    private final List<StreamLook> readings;
    private final Map<String, List<LoggedEvent>> byCommand = new HashMap<>();
    private final Map<String, Operation> byKey = new HashMap<>();
    private final List<Folded> states = new ArrayList<>();
    private final Bounds bounds;

    StreamHistory(String stream, List<LoggedEvent> events, List<Operation> operations, List<StreamLook> readings) {
        this.stream = stream;
        this.events = List.copyOf(events);
        this.operations = List.copyOf(operations);
        this.readings = List.copyOf(readings);
        events.forEach(event -> byCommand
                .computeIfAbsent(event.command(), _ -> new ArrayList<>())
                .add(event));
        operations.stream().filter(each -> !each.again()).forEach(each -> byKey.put(each.key(), each));
        states.add(Folded.beginning(stream));
        events.forEach(event -> states.add(states.getLast().after(event)));
        this.bounds = new Bounds(observations(), earliest());
    }

    /** Returns its name, as {@code type/id}. */
    public String stream() {
        return stream;
    }

    /** Returns its events, in the order of the log. */
    public List<LoggedEvent> events() {
        return events;
    }

    /** Returns the commands that clients sent to it. */
    public List<Operation> operations() {
        return operations;
    }

    /** Returns the looks that clients had at it. */
    public List<StreamLook> readings() {
        return readings;
    }

    /** Returns its event of a version, or nothing where the log has none. */
    public Optional<LoggedEvent> event(long version) {
        return version < 1
                        || version > events.size()
                        || events.get((int) version - 1).version() != version
                ? events.stream().filter(each -> each.version() == version).findFirst()
                : Optional.of(events.get((int) version - 1));
    }

    /** Returns the events of a command. */
    public List<LoggedEvent> eventsOf(String command) {
        return byCommand.getOrDefault(command, List.of());
    }

    /** Returns the events of all commands, by the commands' ids. */
    public Map<String, List<LoggedEvent>> eventsByCommand() {
        return byCommand;
    }

    /** Returns the command of a key, as it was first sent. */
    public Optional<Operation> operation(String key) {
        return Optional.ofNullable(byKey.get(key));
    }

    /** Returns its state at a version, from 0; at the last one, if there are not so many. */
    public Folded state(long version) {
        return states.get(Math.clamp(version, 0, states.size() - 1));
    }

    /** Returns the bounds of its version at any moment. */
    public Bounds bounds() {
        return bounds;
    }

    private List<Observation> observations() {
        var shown = new ArrayList<Observation>();
        for (Operation operation : operations) {
            if (operation.answer() instanceof Answer.Accepted(var version, var _, var _)) {
                shown.add(new Observation(version, operation.endNanos(), operation));
            }
        }
        for (StreamLook reading : readings) {
            if (reading.tells()) {
                shown.add(new Observation(reading.version(), reading.endNanos(), reading));
            }
        }
        return shown;
    }

    private long[] earliest() {
        long[] earliest = new long[events.size()];
        Arrays.setAll(
                earliest,
                index -> operation(events.get(index).command())
                        .map(Operation::startNanos)
                        .orElse(Long.MIN_VALUE));
        return earliest;
    }
}
