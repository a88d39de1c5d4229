package dev.recount.boundary;

import static dev.recount.model.Decision.accept;

import dev.recount.example.courses.course.Course;
import dev.recount.example.courses.seat.Seats;
import dev.recount.example.courses.seat.Subscription;
import dev.recount.example.courses.student.Student;
import dev.recount.example.courses.student.StudentCommand.Subscribe;
import dev.recount.example.courses.student.StudentEvent;
import dev.recount.example.courses.student.StudentState;
import dev.recount.model.Context;
import dev.recount.model.Decision;
import dev.recount.model.StreamId;
import dev.recount.model.boundary.Boundary;
import dev.recount.model.boundary.Selection;
import dev.recount.model.domain.Domain;
import dev.recount.model.type.StreamType;
import java.util.List;

/**
 * Courses whose capacity changes whatever seats are taken, and students of whom it is watched how their subscriptions
 * are decided.
 *
 * @param whileReading is done each time that an event is read for a decision
 * @param whileDeciding is done each time that one is decided
 */
record Watched(Runnable whileReading, Runnable whileDeciding) implements Domain {

    /** The student who only looks whether there is a seat, and takes none. */
    static final String LOOKER = "looker";

    @Override
    public String name() {
        return "courses";
    }

    @Override
    public List<StreamType<?, ?, ?>> streamTypes() {
        return List.of(
                StreamType.of("course", new Course()).tagged(Seats::tags),
                StreamType.of("student", new Student())
                        .tagged(Seats::tags)
                        .decidedOn(Subscribe.class, new WatchedSubscription()));
    }

    private final class WatchedSubscription implements Boundary<Seats, StudentState, Subscribe, StudentEvent> {

        private final Subscription subscription = new Subscription();

        @Override
        public Selection selection(StreamId stream, Subscribe command) {
            return subscription.selection(stream, command);
        }

        @Override
        public Seats initial() {
            return subscription.initial();
        }

        @Override
        public Seats evolve(Seats seats, StreamId stream, Object event) {
            whileReading.run();
            return subscription.evolve(seats, stream, event);
        }

        @Override
        public Decision<StudentEvent> decide(Seats seats, StudentState state, Subscribe command, Context context) {
            whileDeciding.run();
            Decision<StudentEvent> decision = subscription.decide(seats, state, command, context);
            boolean onlyLooks = context.stream().id().equals(LOOKER) && decision instanceof Decision.Accepted<?>;
            return onlyLooks ? accept() : decision;
        }
    }
}
