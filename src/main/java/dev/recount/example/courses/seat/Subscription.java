package dev.recount.example.courses.seat;

import static dev.recount.model.Decision.reject;

import dev.recount.example.courses.student.Student;
import dev.recount.example.courses.student.StudentCommand.Subscribe;
import dev.recount.example.courses.student.StudentEvent;
import dev.recount.example.courses.student.StudentRejection;
import dev.recount.example.courses.student.StudentState;
import dev.recount.model.Context;
import dev.recount.model.Decision;
import dev.recount.model.StreamId;
import dev.recount.model.boundary.Boundary;
import dev.recount.model.boundary.Selection;

/** The subscription of a student to a course: there are never more of them than there are seats. */
public final class Subscription implements Boundary<Seats, StudentState, Subscribe, StudentEvent> {

    private final Student student = new Student();

    @Override
    public Selection selection(StreamId stream, Subscribe command) {
        return Seats.of(command.course());
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
    public Decision<StudentEvent> decide(Seats seats, StudentState state, Subscribe command, Context context) {
        if (seats.capacity() == 0) {
            return reject(StudentRejection.NO_SUCH_COURSE, "there is no such course");
        }
        Decision<StudentEvent> own = student.decide(state, command, context);
        return own instanceof Decision.Accepted<StudentEvent> && seats.isFull()
                ? reject(StudentRejection.COURSE_FULL, "all seats of the course are taken")
                : own;
    }
}
