package dev.recount.example.courses.seat;

import dev.recount.example.courses.course.CourseEvent;
import dev.recount.example.courses.course.CourseEvent.Announced;
import dev.recount.example.courses.course.CourseEvent.CapacityChanged;
import dev.recount.example.courses.student.StudentEvent;
import dev.recount.example.courses.student.StudentEvent.Subscribed;
import dev.recount.example.courses.student.StudentEvent.Unsubscribed;
import dev.recount.model.StreamId;
import dev.recount.model.boundary.Criterion;
import dev.recount.model.boundary.Selection;
import dev.recount.model.boundary.Tag;
import java.util.HashSet;
import java.util.Set;

/**
 * The seats of one course, as its own events and those of its students tell.
 *
 * @param capacity how many there are, 0 where there is no such course
 * @param students the ids of the students who have taken one
 */
public record Seats(int capacity, Set<String> students) {

    /** The seats of a course that is not there. */
    static final Seats NONE = new Seats(0, Set.of());

    public Seats {
        students = Set.copyOf(students);
    }

    /** Returns the tags of an event of a course. */
    public static Set<Tag> tags(StreamId stream, CourseEvent event) {
        return Set.of(course(stream.id()));
    }

    /** Returns the tags of an event of a student. */
    public static Set<Tag> tags(StreamId stream, StudentEvent event) {
        return Set.of(course(event.course()), Tag.of("student", stream.id()));
    }

    /** Returns what the seats of a course follow from. */
    static Selection of(String course) {
        return Selection.of(Criterion.tagged(course(course)));
    }

    private static Tag course(String id) {
        return Tag.of("course", id);
    }

    Seats after(StreamId stream, Object event) {
        return switch (event) {
            case Announced(var _, var seats) -> new Seats(seats, students);
            case CapacityChanged(var seats) -> new Seats(seats, students);
            case Subscribed _ -> {
                var more = new HashSet<>(students);
                more.add(stream.id());
                yield new Seats(capacity, more);
            }
            case Unsubscribed _ -> {
                var fewer = new HashSet<>(students);
                fewer.remove(stream.id());
                yield new Seats(capacity, fewer);
            }
            default -> this;
        };
    }

    boolean isFull() {
        return students.size() >= capacity;
    }
}
