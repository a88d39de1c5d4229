package dev.recount.boundary;

import dev.recount.example.courses.Courses;
import dev.recount.example.courses.course.Course;
import dev.recount.example.courses.course.CourseCommand.ChangeCapacity;
import dev.recount.example.courses.seat.CapacityChange;
import dev.recount.example.courses.seat.Seats;
import dev.recount.example.courses.seat.Subscription;
import dev.recount.example.courses.student.Student;
import dev.recount.example.courses.student.StudentCommand.Subscribe;
import dev.recount.example.courses.student.StudentEvent.Subscribed;
import dev.recount.model.domain.Domain;
import dev.recount.model.type.ArchivePolicy;
import dev.recount.model.type.StreamType;
import java.util.List;

/**
 * The courses and their students as they were before anything was decided on their seats, or as their tags have another
 * rule.
 *
 * @param tags the revision of the rule of the tags; 0 for none
 */
record School(int tags) implements Domain {

    /** Returns the courses of today with students of whom all but the last subscription can be archived. */
    static Domain archived() {
        return new Archived();
    }

    private static final class Archived implements Domain {

        @Override
        public String name() {
            return "courses";
        }

        @Override
        public List<StreamType<?, ?, ?>> streamTypes() {
            return List.of(
                    Courses.COURSES,
                    Courses.STUDENTS.settledAt(Subscribed.class).archive(ArchivePolicy.keepSettled(1)));
        }
    }

    static Domain today() {
        return new Courses();
    }

    @Override
    public String name() {
        return "courses";
    }

    @Override
    public List<StreamType<?, ?, ?>> streamTypes() {
        var courses = StreamType.of("course", new Course());
        var students = StreamType.of("student", new Student());
        return tags == 0
                ? List.of(courses, students)
                : List.of(
                        courses.tagged(tags, Seats::tags).decidedOn(ChangeCapacity.class, new CapacityChange()),
                        students.tagged(tags, Seats::tags).decidedOn(Subscribe.class, new Subscription()));
    }
}
