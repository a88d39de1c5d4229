package dev.recount.process.view;

import dev.recount.model.EventContext;
import dev.recount.model.type.StreamType;
import dev.recount.model.view.Rows;
import dev.recount.model.view.View;
import dev.recount.process.instance.InstanceEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A process, as it is listed.
 *
 * @param since since when it waits for what it waits for
 * @param answers the names of the commands whose answers it waits for, in the order in which they were asked
 * @param timers the names of the timers that are set
 * @param undoing whether it undoes what was done
 */
public record InstanceRow(
        String id,
        Status status,
        Instant began,
        Instant since,
        Optional<Instant> ended,
        List<String> answers,
        List<String> timers,
        boolean undoing) {

    /** The states in which a process is listed. */
    public enum Status {
        /** It waits for answers to its commands. */
        RUNNING,
        /** It waits for a timer or an event. */
        WAITING,
        ENDED
    }

    /** Returns the name of the view of the processes of one kind. */
    public static String viewName(String process) {
        return "process-" + process;
    }

    /** Returns the view of the processes of one kind. */
    public static View<InstanceRow> view(String process, StreamType<?, ?, Object> stream) {
        return View.of(viewName(process), InstanceRow.class)
                .index("status", "since")
                .rowsByStream()
                .on(stream, InstanceRow::project);
    }

    private static void project(Object event, EventContext context, Rows<InstanceRow> rows) {
        String id = context.stream().id();
        Instant time = context.time();
        if (event instanceof InstanceEvent.ProcessBegan) {
            rows.put(new InstanceRow(id, Status.WAITING, time, time, Optional.empty(), List.of(), List.of(), false));
        } else if (event instanceof InstanceEvent noted) {
            rows.get(id).ifPresent(row -> {
                InstanceRow after = row.after(noted, time);
                if (!after.equals(row)) {
                    rows.put(after);
                }
            });
        }
    }

    private InstanceRow after(InstanceEvent event, Instant time) {
        return switch (event) {
            case InstanceEvent.CommandAsked asked -> waiting(with(answers, asked.name()), timers, undoing, time);
            case InstanceEvent.CommandAccepted accepted ->
                waiting(without(answers, accepted.name()), timers, undoing, time);
            case InstanceEvent.CommandRejected rejected ->
                waiting(without(answers, rejected.name()), timers, undoing, time);
            case InstanceEvent.TimerSet set -> waiting(answers, with(timers, set.timer()), undoing, time);
            case InstanceEvent.TimerCancelled cancelled ->
                waiting(answers, without(timers, cancelled.timer()), undoing, time);
            case InstanceEvent.TimerFired fired -> waiting(answers, without(timers, fired.timer()), undoing, time);
            case InstanceEvent.UndoBegan _ -> waiting(answers, timers, true, time);
            case InstanceEvent.UndoAsked asked -> waiting(with(answers, asked.name()), timers, undoing, time);
            case InstanceEvent.UndoAccepted accepted ->
                waiting(without(answers, accepted.name()), timers, undoing, time);
            case InstanceEvent.UndoRejected rejected ->
                waiting(without(answers, rejected.name()), timers, undoing, time);
            case InstanceEvent.UndoEnded _ -> waiting(answers, timers, false, time);
            case InstanceEvent.ProcessEnded _ ->
                new InstanceRow(id, Status.ENDED, began, time, Optional.of(time), answers, timers, undoing);
            case InstanceEvent.EventKept _, InstanceEvent.ProcessBegan _, InstanceEvent.EventNoticed _ -> this;
        };
    }

    /** What comes after the end, as a late answer, changes nothing of when it ended. */
    private InstanceRow waiting(List<String> commands, List<String> set, boolean undoes, Instant time) {
        if (status == Status.ENDED) {
            return new InstanceRow(id, status, began, since, ended, commands, set, undoes);
        }
        Status now = commands.isEmpty() && !undoes ? Status.WAITING : Status.RUNNING;
        return new InstanceRow(id, now, began, time, ended, commands, set, undoes);
    }

    private static List<String> with(List<String> names, String name) {
        List<String> all = new ArrayList<>(names);
        all.add(name);
        return List.copyOf(all);
    }

    private static List<String> without(List<String> names, String name) {
        List<String> left = new ArrayList<>(names);
        left.remove(name);
        return List.copyOf(left);
    }
}
