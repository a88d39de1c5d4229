package dev.recount.process.work;

import dev.recount.model.StreamId;
import dev.recount.process.instance.InstanceEvent;
import dev.recount.process.instance.StreamCommand;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The sequence diagram of one process, in the language of Mermaid: who told it what, what it decided, and what it sent
 * to whom. It tells names alone, and nothing of what events and commands hold.
 */
public final class SequenceDiagram {

    private final String process;
    private final Map<String, String> participants = new LinkedHashMap<>();
    private final Map<Integer, String> asked = new HashMap<>();
    private final StringBuilder lines = new StringBuilder();

    /** Begins the diagram of a process. */
    public SequenceDiagram(StreamId process) {
        this.process = participant(process.toString());
    }

    private String participant(String stream) {
        return participants.computeIfAbsent(stream, _ -> "p" + (participants.size() + 1));
    }

    /** Adds an event of the process. */
    public void add(Object event) {
        if (event instanceof InstanceEvent noted) {
            add(noted);
        } else {
            note(event.getClass().getSimpleName());
        }
    }

    private void add(InstanceEvent event) {
        switch (event) {
            case InstanceEvent.EventKept(var happening) ->
                told(streamOf(happening.event()), happening.type() + " (kept until it begins)");
            case InstanceEvent.ProcessBegan(var cause, var type) -> told(streamOf(cause), type);
            case InstanceEvent.EventNoticed(var cause, var type) -> told(streamOf(cause), type);
            case InstanceEvent.CommandAsked(var number, var _, var command, var _) -> asked(number, command, "");
            case InstanceEvent.CommandAccepted accepted -> answered(accepted.number(), "accepted");
            case InstanceEvent.CommandRejected rejected ->
                answered(rejected.number(), "rejected: " + rejected.reason());
            case InstanceEvent.TimerSet set -> note("timer " + set.timer() + " for " + set.due());
            case InstanceEvent.TimerCancelled cancelled -> note("timer " + cancelled.timer() + " cancelled");
            case InstanceEvent.TimerFired fired ->
                note("timer " + fired.timer() + (fired.early() ? " fired by an operator" : " fired"));
            case InstanceEvent.UndoBegan _ -> note("undoes what was done");
            case InstanceEvent.UndoAsked(var number, var _, var _, var command) -> asked(number, command, " (undoes)");
            case InstanceEvent.UndoAccepted accepted -> answered(accepted.number(), "accepted");
            case InstanceEvent.UndoRejected rejected -> answered(rejected.number(), "rejected: " + rejected.reason());
            case InstanceEvent.UndoEnded(var notUndone) ->
                note(notUndone.isEmpty() ? "all is undone" : "not undone: " + String.join(", ", notUndone));
            case InstanceEvent.ProcessEnded _ -> note("ended");
        }
    }

    private static String streamOf(String eventId) {
        return eventId.substring(0, eventId.lastIndexOf('@'));
    }

    private void told(String stream, String what) {
        line(participant(stream) + "->>" + process + ": " + plain(what));
    }

    private void asked(int number, StreamCommand command, String why) {
        asked.put(number, command.stream());
        line(process + "->>" + participant(command.stream()) + ": " + plain(command.command() + why));
    }

    private void answered(int number, String what) {
        String from = participant(asked.getOrDefault(number, "?"));
        line(from + "-->>" + process + ": " + plain(what));
    }

    private void note(String what) {
        line("Note over " + process + ": " + plain(what));
    }

    /** Says that an event cannot be read. */
    public void addUnreadable(long version) {
        note("event " + version + " cannot be read");
    }

    private void line(String line) {
        lines.append("    ").append(line).append('\n');
    }

    /** Leaves nothing that means something to Mermaid. */
    private static String plain(String text) {
        return text.replace("#", "#35;").replaceAll("(?<!#35);", "#59;").replaceAll("\\s+", " ");
    }

    /**
     * Returns the diagram.
     *
     * @param goesOn whether there are more events than were added
     */
    public String text(boolean goesOn) {
        if (goesOn) {
            note("and so on");
        }
        var text = new StringBuilder("sequenceDiagram\n");
        participants.forEach((stream, name) -> text.append("    participant ")
                .append(name)
                .append(" as ")
                .append(stream)
                .append('\n'));
        return text.append(lines).toString();
    }
}
