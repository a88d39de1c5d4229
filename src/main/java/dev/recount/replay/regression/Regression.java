package dev.recount.replay.regression;

import dev.recount.journal.Recorded;
import dev.recount.journal.Recorded.RecordedEvent;
import dev.recount.journal.Recorded.Unreadable;
import dev.recount.journal.claim.ClaimTakenException;
import dev.recount.journal.codec.Codecs;
import dev.recount.journal.codec.EventReader;
import dev.recount.json.MalformedException;
import dev.recount.model.StreamId;
import dev.recount.model.type.StreamType;
import dev.recount.replay.regression.DecidedStep.Accepted;
import dev.recount.replay.regression.DecidedStep.Rejected;
import dev.recount.replay.world.course.Course;
import dev.recount.replay.world.course.Ruling;
import dev.recount.replay.world.outcome.Gap;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Recorded decisions on their way through today's rules: each command is decided again on the state that the events on
 * record lead to. It holds the states of all streams of a file. For one thread.
 */
public final class Regression {

    private static final String OTHER_ORDER = "the rejection was recorded after its stream had gone on";

    private final Codecs codecs;
    private final StepEvents events;
    private final OutcomeText text;
    private final Map<StreamId, Course<?, ?, ?>> courses = new HashMap<>();
    private final List<DecisionDifference> differences = new ArrayList<>();
    private final Map<String, Long> undecided = new TreeMap<>();
    private long decided;

    private Regression(Codecs codecs) {
        this.codecs = codecs;
        EventReader reader = codecs.reader().withoutMarks();
        this.events = new StepEvents(reader);
        this.text = new OutcomeText(reader);
    }

    /**
     * Decides the commands of a file again.
     *
     * @throws IOException if it cannot be read
     * @throws MalformedException if a line is no decision; names the line
     */
    public static RegressionReport of(Codecs codecs, Path file) throws IOException {
        var regression = new Regression(codecs);
        try (BufferedReader lines = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            int number = 0;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                number++;
                if (!line.isBlank()) {
                    regression.take(read(number, line));
                }
            }
        }
        return new RegressionReport(regression.decided, regression.differences, regression.undecided);
    }

    private static DecidedStep read(int number, String line) {
        try {
            return StepJson.read(line);
        } catch (MalformedException malformed) {
            throw new MalformedException("", "line " + number + ": " + malformed.sentence());
        }
    }

    /** What the server has recorded of itself is the same under any rules. */
    private void take(DecidedStep step) {
        if (StreamType.isOwn(step.stream().type())) {
            return;
        }
        Optional<Course<?, ?, ?>> course = course(step.stream());
        if (course.isEmpty()) {
            cannotDecide(Gap.TYPE_UNKNOWN.sentence());
            return;
        }
        List<Recorded> recorded = events.of(step);
        boolean isReadable = recorded.stream().allMatch(RecordedEvent.class::isInstance);
        if (!step.isHistory() && isReadable) {
            decide(course.get(), step, recorded);
        }
        happen(course.get(), step, recorded);
    }

    private Optional<Course<?, ?, ?>> course(StreamId stream) {
        Course<?, ?, ?> known = courses.get(stream);
        if (known != null) {
            return Optional.of(known);
        }
        Optional<Course<?, ?, ?>> begun = codecs.find(stream.type()).map(codec -> Course.beginning(stream, codec));
        begun.ifPresent(course -> courses.put(stream, course));
        return begun;
    }

    private void cannotDecide(String why) {
        undecided.merge(why, 1L, Long::sum);
    }

    private void decide(Course<?, ?, ?> course, DecidedStep step, List<Recorded> events) {
        if (step.command().isEmpty()) {
            cannotDecide(Gap.COMMAND_NOT_RECORDED.sentence());
        } else if (step.command().get().data().isEmpty()) {
            cannotDecide(Gap.DATA_NOT_RECORDED.sentence());
        } else if (course.isDamaged()) {
            cannotDecide(Gap.STREAM_UNREADABLE.sentence());
        } else if (step.version().orElse(course.version()) != course.version()) {
            cannotDecide(OTHER_ORDER);
        } else {
            DecidedStep.Command command = step.command().get();
            Ruling ruling = course.decide(
                    command.name(), command.revision(), command.data().get(), step.metadata());
            if (ruling instanceof Ruling.Accepted
                    && step.outcome() instanceof Rejected(var reason, var message)
                    && ClaimTakenException.isTold(reason, message)) {
                cannotDecide(Gap.VALUE_TAKEN.sentence());
                return;
            }
            if (ruling instanceof Ruling.Undecided(var gap) && gap == Gap.BOUNDARY) {
                cannotDecide(gap.sentence());
                return;
            }
            decided++;
            compare(course, step, events, ruling);
        }
    }

    private void compare(Course<?, ?, ?> course, DecidedStep step, List<Recorded> recorded, Ruling ruling) {
        boolean isSame = switch (ruling) {
            case Ruling.Rejected(var reason, var _) ->
                step.outcome() instanceof Rejected(var before, var _) && before.equals(reason);
            case Ruling.Accepted(var events) ->
                step.outcome() instanceof Accepted && course.forms().areSame(objects(recorded), events);
            case Ruling.Undecided _ -> false;
        };
        if (!isSame) {
            differs(course, step, text.of(ruling, course, step));
        }
    }

    private static List<Object> objects(List<Recorded> recorded) {
        return recorded.stream()
                .flatMap(event -> ((RecordedEvent) event).events().stream())
                .toList();
    }

    private void happen(Course<?, ?, ?> course, DecidedStep step, List<Recorded> events) {
        boolean wasDamaged = course.isDamaged();
        for (Recorded event : events) {
            var _ = course.happen(event);
            if (course.isDamaged() && !wasDamaged) {
                differs(
                        course,
                        step,
                        event instanceof Unreadable(var _, var problem)
                                ? "unreadable: " + problem
                                : "accepted, but the rules fail on the recorded event");
                return;
            }
        }
    }

    private void differs(Course<?, ?, ?> course, DecidedStep step, String other) {
        String command = step.command()
                .map(known -> known.name() + " (" + known.id() + ")")
                .orElse("an unknown command");
        long version = step.version().orElse(course.version());
        differences.add(new DecisionDifference(step.stream(), version, command, text.of(step.outcome()), other));
    }
}
