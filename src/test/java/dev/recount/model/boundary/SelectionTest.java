package dev.recount.model.boundary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.recount.example.courses.Courses;
import dev.recount.example.courses.course.Course;
import dev.recount.example.courses.course.CourseCommand.ChangeCapacity;
import dev.recount.example.courses.course.CourseEvent.Announced;
import dev.recount.example.courses.seat.CapacityChange;
import dev.recount.example.courses.student.StudentEvent.Subscribed;
import dev.recount.model.DomainException;
import dev.recount.model.StreamId;
import dev.recount.model.type.StreamType;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The events that a command is decided on, and the tags by which they are found. */
class SelectionTest {

    private static final StreamId STUDENT = new StreamId("student", "s1");
    private static final Tag COURSE = Tag.of("course", "c1");
    private static final Tag PERSON = Tag.of("student", "s1");
    private static final Subscribed EVENT = new Subscribed("c1");

    @Test
    void isByAllTagsOfACriterion() {
        Selection both = Selection.of(Criterion.tagged(COURSE, PERSON));
        assertThat(both.selects(STUDENT, EVENT, Set.of(COURSE, PERSON))).isTrue();
        assertThat(both.selects(STUDENT, EVENT, Set.of(COURSE))).isFalse();
        Selection either = Selection.of(Criterion.tagged(COURSE), Criterion.tagged(PERSON));
        assertThat(either.selects(STUDENT, EVENT, Set.of(PERSON))).isTrue();
        assertThat(either.selects(STUDENT, EVENT, Set.of(Tag.of("course", "c2"))))
                .isFalse();
    }

    @Test
    void isByRecordsAndStreamTypes() {
        Set<Tag> tags = Set.of(COURSE);
        assertThat(Criterion.tagged(COURSE).events(Announced.class).selects(STUDENT, EVENT, tags))
                .isFalse();
        assertThat(Criterion.tagged(COURSE)
                        .events(Announced.class, Subscribed.class)
                        .selects(STUDENT, EVENT, tags))
                .isTrue();
        assertThat(Criterion.tagged(COURSE).in("course").selects(STUDENT, EVENT, tags))
                .isFalse();
        assertThat(Criterion.tagged(COURSE).in("course", "student").selects(STUDENT, EVENT, tags))
                .isTrue();
    }

    @Test
    void hasACriterionAndEachCriterionATag() {
        assertThatThrownBy(Selection::of).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Selection(Collections.nCopies(101, Criterion.tagged(COURSE))))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(Criterion::tagged)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("tag");
    }

    @Test
    void isByTagsThatCanBeKept() {
        assertThat(List.of(Tag.of("timetable"), COURSE)).map(Tag::toString).containsExactly("timetable", "course:c1");
        assertThatThrownBy(() -> Tag.of("Course", "c1")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Tag.of("course:c1")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Tag.of("course", "c".repeat(191))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Tag.of("course", "a\nb")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void isOfOneBoundaryForEachCommand() {
        assertThat(Courses.COURSES.boundary(new ChangeCapacity(1))).isPresent();
        assertThat(Courses.COURSES.boundaries()).containsExactly(ChangeCapacity.class);
        assertThatThrownBy(() -> Courses.COURSES.decidedOn(ChangeCapacity.class, new CapacityChange()))
                .isInstanceOf(DomainException.class)
                .hasMessageContaining("decidedOn");
        assertThatThrownBy(() -> StreamType.of("course", new Course()).tagged(0, (_, _) -> Set.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("revision");
    }
}
