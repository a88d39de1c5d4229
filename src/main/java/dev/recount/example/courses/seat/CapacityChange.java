package dev.recount.example.courses.seat;

import static dev.recount.model.Decision.reject;

import dev.recount.example.courses.course.Course;
import dev.recount.example.courses.course.CourseCommand.ChangeCapacity;
import dev.recount.example.courses.course.CourseEvent;
import dev.recount.example.courses.course.CourseRejection;
import dev.recount.example.courses.course.CourseState;
import dev.recount.model.Context;
import dev.recount.model.Decision;
import dev.recount.model.StreamId;
import dev.recount.model.boundary.Boundary;
import dev.recount.model.boundary.Selection;

/** The change of a course's capacity: no student loses a seat by it. */
public final class CapacityChange implements Boundary<Seats, CourseState, ChangeCapacity, CourseEvent> {

    private final Course course = new Course();

    @Override
    public Selection selection(StreamId stream, ChangeCapacity command) {
        return Seats.of(stream.id());
    }

    @Override
    public Seats initial() {
        return Seats.NONE;
    }

    @Override
    public Seats evolve(Seats seats, StreamId stream, Object event) {
        return seats.after(stream, event);
    }

    @Override
    public Decision<CourseEvent> decide(Seats seats, CourseState state, ChangeCapacity command, Context context) {
        int taken = seats.students().size();
        return command.capacity() < taken
                ? reject(CourseRejection.SEATS_TAKEN, taken + " seats are taken")
                : course.decide(state, command, context);
    }
}
