package dev.recount.cli.past.replay;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recount.cli.option.CommandFailedException;
import dev.recount.cli.option.Printable;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The talk with a person, or a script, who steps through the past: a line is a command, and steps are shown. */
final class Session {

    static final String HELP = """
            next [N], n      the next step, or N of them; so does an empty line
            back [N], b      the step before, or N of them
            go VERSION, g    to an event, by its version; or STREAM@VERSION
            first, last      to the first step, or the last
            until CONDITION  on to the first step after which the state is so, as
                             in: until /balance < 0. It is a JSON Pointer, one of
                             = != < <= > >=, and a value: JSON, or else a text.
                             Without a condition, the same one as before.
            state            the whole state after this step
            help, quit""";

    private static final Pattern VERSION = Pattern.compile("[0-9]{1,18}");

    private final Steps steps;
    private final PastEvents events;
    private final PrintWriter out;
    private final boolean isTerminal;
    private @Nullable Condition condition;

    /**
     * Begins before the first step.
     *
     * @param isTerminal whether a person types; a script's mistake ends it
     */
    Session(Steps steps, PastEvents events, PrintWriter out, boolean isTerminal) {
        this.steps = steps;
        this.events = events;
        this.out = out;
        this.isTerminal = isTerminal;
    }

    /** Shows the first step, and carries out what the lines say until they end, or say to quit. */
    void run(BufferedReader lines) throws InterruptedException {
        if (!steps.next()) {
            throw new CommandFailedException("there is nothing to step through");
        }
        show();
        for (Optional<String> line = read(lines); line.isPresent(); line = read(lines)) {
            String[] words = line.get().strip().split("\\s+", 2);
            if (words[0].equals("quit") || words[0].equals("q")) {
                return;
            }
            carryOut(words[0], words.length > 1 ? words[1] : "");
        }
    }

    private Optional<String> read(BufferedReader lines) {
        if (isTerminal) {
            out.print("> ");
        }
        out.flush();
        try {
            return Optional.ofNullable(lines.readLine());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private void carryOut(String command, String rest) throws InterruptedException {
        switch (command) {
            case "", "next", "n" -> move(rest, steps::next, "This is the last step.");
            case "back", "b" -> move(rest, steps::back, "This is the first step.");
            case "go", "g" -> go(rest);
            case "first" -> {
                steps.first();
                show();
            }
            case "last" -> last();
            case "until" -> until(rest);
            case "state" -> state();
            case "help", "?" -> out.println(HELP);
            default -> mistake(command + " is no command; try help");
        }
    }

    private void mistake(String message) {
        if (!isTerminal) {
            throw new CommandFailedException(Printable.of(message));
        }
        out.println(Printable.of(message));
    }

    /** A way from a step to another one; tells whether there was one. */
    @FunctionalInterface
    private interface Move {
        boolean go() throws InterruptedException;
    }

    private void move(String times, Move move, String end) throws InterruptedException {
        if (!times.isEmpty() && !VERSION.matcher(times).matches()) {
            mistake(times + " is no number of steps");
            return;
        }
        long left = times.isEmpty() ? 1 : Long.parseLong(times);
        while (left > 0 && move.go()) {
            left--;
        }
        show();
        if (left > 0) {
            out.println(end);
        }
    }

    private void last() throws InterruptedException {
        boolean more = true;
        while (more) {
            more = steps.next();
        }
        show();
    }

    private void go(String target) throws InterruptedException {
        int sign = target.lastIndexOf('@');
        String version = target.substring(sign + 1);
        if (!VERSION.matcher(version).matches()) {
            mistake("go needs the version of an event, as in: go 17");
            return;
        }
        String stream = sign < 0 ? steps.current().map(Step::stream).orElseThrow() : target.substring(0, sign);
        long number = Long.parseLong(version);
        if (steps.current().filter(step -> isNoLater(step, stream, number)).isEmpty()) {
            steps.first();
        }
        boolean found = is(stream, number);
        boolean more = true;
        while (!found && more) {
            more = steps.next();
            found = more && is(stream, number);
        }
        show();
        if (!found) {
            out.println(Printable.of("There is no step " + stream + "@" + version + "; this is the last."));
        }
    }

    /** Versions of a stream come in order. */
    private static boolean isNoLater(Step step, String stream, long version) {
        return step instanceof Step.Happened && step.stream().equals(stream) && step.version() <= version;
    }

    private boolean is(String stream, long version) {
        return steps.current()
                .filter(Step.Happened.class::isInstance)
                .filter(step -> step.stream().equals(stream) && step.version() == version)
                .isPresent();
    }

    private void until(String text) throws InterruptedException {
        Optional<Condition> asked = text.isEmpty() ? Optional.ofNullable(condition) : Condition.parse(text);
        if (asked.isEmpty()) {
            mistake("until needs a condition, as in: until /balance < 0");
            return;
        }
        condition = asked.get();
        boolean more = steps.next();
        while (more && !holds(asked.get())) {
            more = steps.next();
        }
        show();
        if (!more) {
            out.println(Printable.of("After no later step is " + condition + "; this is the last."));
        }
    }

    /** Only an event changes a state. */
    private boolean holds(Condition asked) throws InterruptedException {
        Step step = steps.current().orElseThrow();
        return step instanceof Step.Happened && asked.holds(events.state(step));
    }

    private void state() throws InterruptedException {
        JsonNode state = events.state(steps.current().orElseThrow());
        out.println(
                state.isMissingNode() ? "There is none, or it is not known." : Printable.json(state.toPrettyString()));
    }

    private void show() throws InterruptedException {
        StepText.of(steps.current().orElseThrow(), events).forEach(out::println);
    }
}
