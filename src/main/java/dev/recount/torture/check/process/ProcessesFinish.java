package dev.recount.torture.check.process;

import dev.recount.torture.check.CaseFile;
import dev.recount.torture.check.Check;
import dev.recount.torture.check.Kind;
import dev.recount.torture.check.StreamHistory;
import dev.recount.torture.check.Violation;
import dev.recount.torture.evidence.Ending.LoggedEvent;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The check that in the end each process has ended or waits for a timer; that it was answered once whatever it sent,
 * and undid what it did, the last first; that its steps left what they had to leave in other streams, and nothing there
 * is of a step that no process knows of; and that each order has its process.
 */
public final class ProcessesFinish implements Check {

    /** The commands of processes that always leave an event, and its type. */
    private static final Map<String, String> EFFECTS = Map.of(
            "Reserve", "stock.Reserved",
            "Release", "stock.Released",
            "Dispatch", "stock.Dispatched",
            "Confirm", "order.Confirmed");

    /** A version of a stream that a process was told of as the one after its step. */
    private record Told(String stream, long version) {}

    @Override
    public void run(CaseFile file, Consumer<Violation> found) {
        List<Course> processes =
                file.streams().stream().filter(Course::isOne).map(Course::new).toList();
        Set<Told> told = new HashSet<>();
        for (Course process : processes) {
            for (String problem : process.problems()) {
                found.accept(violation(process, problem));
            }
            process.done().forEach(step -> {
                told.add(new Told(step.target(), step.version()));
                checkEffect(file, process, step, found);
            });
        }
        findUntold(file, told, found);
        file.streams("order").forEach(order -> checkBeginning(file, order, found));
    }

    private static Violation violation(Course process, String problem) {
        return new Violation(
                Kind.WRONG_EFFECT,
                process.stream().stream(),
                problem,
                List.copyOf(process.stream().events()));
    }

    private static void checkEffect(CaseFile file, Course process, Course.Step step, Consumer<Violation> found) {
        String type = EFFECTS.get(step.command());
        boolean isThere = file.stream(step.target())
                .event(step.version())
                .filter(event -> type == null || event.type().equals(type))
                .isPresent();
        if (!isThere) {
            found.accept(violation(
                    process,
                    step.command() + " was accepted, and there is no event of it at " + step.target() + "@"
                            + step.version()));
        }
    }

    /** A step that was carried out twice has left an event of which its process was not told. */
    private static void findUntold(CaseFile file, Set<Told> told, Consumer<Violation> found) {
        for (StreamHistory stream : file.streams()) {
            if (Course.isOne(stream)) {
                continue;
            }
            stream.eventsByCommand().values().stream()
                    .map(List::getLast)
                    .filter(ProcessesFinish::isOfStep)
                    .filter(last -> !told.contains(new Told(stream.stream(), last.version())))
                    .forEach(last -> found.accept(new Violation(
                            Kind.WRONG_EFFECT,
                            stream.stream(),
                            "a step was taken that no process was told of, or was taken twice",
                            last)));
        }
    }

    private static boolean isOfStep(LoggedEvent event) {
        return event.principal().startsWith("handler:") && event.principal().endsWith("-steps");
    }

    private static void checkBeginning(CaseFile file, StreamHistory order, Consumer<Violation> found) {
        String name = "fulfilment" + order.stream().substring("order".length());
        order.events().stream()
                .filter(event -> event.type().equals("order.Placed"))
                .filter(placed -> !new Course(file.stream(name)).beginnings().equals(List.of(placed.id())))
                .forEach(placed -> found.accept(new Violation(
                        Kind.WRONG_EFFECT, name, "the process has not begun once with its order", placed)));
    }
}
