package dev.recount.example.courses;

import dev.recount.example.courses.course.Course;
import dev.recount.example.courses.course.CourseCommand;
import dev.recount.example.courses.course.CourseEvent;
import dev.recount.example.courses.course.CourseState;
import dev.recount.example.courses.seat.CapacityChange;
import dev.recount.example.courses.seat.Seats;
import dev.recount.example.courses.seat.Subscription;
import dev.recount.example.courses.student.Student;
import dev.recount.example.courses.student.StudentCommand;
import dev.recount.example.courses.student.StudentEvent;
import dev.recount.example.courses.student.StudentState;
import dev.recount.model.domain.Domain;
import dev.recount.model.type.StreamType;
import java.util.List;
import java.util.Optional;

/** A school whose courses have so many seats, and whose students may take so many courses. */
public final class Courses implements Domain {

    /** The stream type of courses, whose capacity is decided on with the students who sit in them. */
    public static final StreamType<CourseState, CourseCommand, CourseEvent> COURSES = StreamType.of(
                    "course", new Course())
            .tagged(Seats::tags)
            .decidedOn(CourseCommand.ChangeCapacity.class, new CapacityChange());

    /** The stream type of students, whose subscriptions are decided on with those of all others. */
    public static final StreamType<StudentState, StudentCommand, StudentEvent> STUDENTS = StreamType.of(
                    "student", new Student())
            .tagged(Seats::tags)
            .decidedOn(StudentCommand.Subscribe.class, new Subscription());

    @Override
    public String name() {
        return "courses";
    }

    @Override
    public Optional<String> revision() {
        return Optional.of("courses-1");
    }

    @Override
    public List<StreamType<?, ?, ?>> streamTypes() {
        return List.of(COURSES, STUDENTS);
    }
}
