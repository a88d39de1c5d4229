package dev.recount.example.shop.traffic;

import dev.recount.model.StreamId;
import dev.recount.model.domain.Traffic.MadeUpCommand;
import dev.recount.model.type.StreamType;
import java.util.Comparator;
import java.util.PriorityQueue;

/** The commands that people mean to send, by the tick at which they are due; a tick passes with each command. */
final class Schedule {

    private record Planned(long due, long number, MadeUpCommand command) {}

    private final PriorityQueue<Planned> entries =
            new PriorityQueue<>(Comparator.comparingLong(Planned::due).thenComparingLong(Planned::number));
    private final String run;
    private long numbers;
    private long now;

    /**
     * Starts with nothing to do.
     *
     * @param run what the ids of this schedule's commands have in common
     */
    Schedule(String run) {
        this.run = run;
    }

    <C> void add(long due, StreamType<?, C, ?> type, String id, C command) {
        add(due, type, id, command, run + "-" + numbers);
    }

    /** Adds a command with an id of its own, by which it is known for a repeat. */
    <C> void add(long due, StreamType<?, C, ?> type, String id, C command, String commandId) {
        entries.add(new Planned(due, numbers++, new MadeUpCommand(new StreamId(type.name(), id), commandId, command)));
    }

    boolean isIdle() {
        return entries.isEmpty() || entries.peek().due > now;
    }

    long now() {
        return now;
    }

    /** Returns the command that is due, of those that are the one that has been for longest. */
    MadeUpCommand next() {
        now++;
        return entries.remove().command;
    }
}
