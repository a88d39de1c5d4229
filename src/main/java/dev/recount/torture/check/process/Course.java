package dev.recount.torture.check.process;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recount.torture.check.StreamHistory;
import dev.recount.torture.evidence.Ending.LoggedEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The course of one process, as its own events tell it, and what is wrong with it by itself. */
final class Course {

    private final StreamHistory stream;
    private final Map<Integer, Step> open = new TreeMap<>();
    private final List<Step> done = new ArrayList<>();
    private final List<Step> undoable = new ArrayList<>();
    private final Set<Integer> timers = new TreeSet<>();
    private final List<String> beginnings = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();
    private boolean undoes;
    private boolean ended;

    /**
     * A command that the process sent.
     *
     * @param canBeUndone whether it has a command that undoes it
     * @param undone the number of the step that it undoes, 0 if it is none that undoes
     * @param version that of the other stream after it, once it was accepted
     */
    record Step(int number, String target, String command, boolean canBeUndone, int undone, long version) {

        Step at(long accepted) {
            return new Step(number, target, command, canBeUndone, undone, accepted);
        }
    }

    /** Tells whether a stream is that of a process that has begun. */
    static boolean isOne(StreamHistory stream) {
        return stream.events().stream().anyMatch(event -> event.type().endsWith(".ProcessBegan"));
    }

    Course(StreamHistory stream) {
        this.stream = stream;
        stream.events().forEach(event -> take(name(event), event.data()));
        open.values().forEach(step -> problems.add("nobody has answered " + told(step)));
        if (undoes) {
            problems.add("it has not undone what was done to the end");
        }
        if (!ended && open.isEmpty() && !undoes && timers.isEmpty()) {
            problems.add("it has not ended, and waits for nothing");
        }
    }

    private static String name(LoggedEvent event) {
        return event.type().substring(event.type().indexOf('.') + 1);
    }

    private void take(String name, JsonNode data) {
        int number = data.path("number").asInt();
        switch (name) {
            case "ProcessBegan" -> beginnings.add(data.path("event").asText());
            case "CommandAsked" -> ask(step(data, !data.path("undo").isNull() && data.has("undo"), 0));
            case "UndoAsked" -> askToUndo(step(data, false, data.path("undone").asInt()));
            case "CommandAccepted", "UndoAccepted" ->
                answer(number, name, data.path("version").asLong());
            case "CommandRejected", "UndoRejected" -> answer(number, name, 0);
            case "TimerSet" -> timers.add(number);
            case "TimerCancelled", "TimerFired" -> {
                if (!timers.remove(number)) {
                    problems.add(name + " of timer " + number + ", which is not set");
                }
            }
            case "UndoBegan" -> undoes = true;
            case "UndoEnded" -> endUndoing();
            case "ProcessEnded" -> ended = true;
            default -> {} // changes nothing of what it waits for
        }
    }

    private static Step step(JsonNode asked, boolean canBeUndone, int undone) {
        return new Step(
                asked.path("number").asInt(),
                asked.path("command").path("stream").asText(),
                asked.path("command").path("command").asText(),
                canBeUndone,
                undone,
                0);
    }

    private void ask(Step step) {
        if (undoes || ended) {
            problems.add("it has sent " + told(step) + " after it had begun to undo, or had ended");
        }
        open.put(step.number(), step);
    }

    private void askToUndo(Step step) {
        if (!undoes
                || !open.isEmpty()
                || undoable.isEmpty()
                || undoable.getLast().number() != step.undone()) {
            problems.add("it undoes step " + step.undone() + " by " + told(step) + ", where what can be undone is "
                    + undoable + ", and open is " + open.values());
        }
        open.put(step.number(), step);
    }

    private void answer(int number, String answer, long version) {
        Step step = open.remove(number);
        if (step == null) {
            problems.add(answer + " for step " + number + ", which waits for no answer");
        } else if (answer.endsWith("Accepted")) {
            done.add(step.at(version));
        }
        if (step != null && step.undone() > 0) {
            undoable.removeIf(each -> each.number() == step.undone());
        } else if (step != null && step.canBeUndone() && answer.endsWith("Accepted")) {
            undoable.add(step);
        }
    }

    private void endUndoing() {
        if (!undoable.isEmpty()) {
            problems.add("it has ended to undo, and has not tried " + undoable);
        }
        undoes = false;
    }

    private static String told(Step step) {
        return step.command() + " to " + step.target();
    }

    StreamHistory stream() {
        return stream;
    }

    /** Returns the steps that were accepted, those included that undo others, in the order of the answers. */
    List<Step> done() {
        return done;
    }

    /** Returns the events that it says to have begun with: one. */
    List<String> beginnings() {
        return beginnings;
    }

    /** Returns what is wrong, each in a sentence. */
    List<String> problems() {
        return problems;
    }
}
