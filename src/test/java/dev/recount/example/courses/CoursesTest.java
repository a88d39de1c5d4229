package dev.recount.example.courses;

import dev.recount.example.courses.course.CourseCommand.Announce;
import dev.recount.example.courses.course.CourseCommand.ChangeCapacity;
import dev.recount.example.courses.course.CourseEvent.Announced;
import dev.recount.example.courses.course.CourseEvent.CapacityChanged;
import dev.recount.example.courses.course.CourseRejection;
import dev.recount.example.courses.student.StudentCommand.Subscribe;
import dev.recount.example.courses.student.StudentCommand.Unsubscribe;
import dev.recount.example.courses.student.StudentEvent.Subscribed;
import dev.recount.example.courses.student.StudentEvent.Unsubscribed;
import dev.recount.example.courses.student.StudentRejection;
import dev.recount.testing.Fixture;
import org.junit.jupiter.api.Test;

/** The courses of a school, and the students who take them. */
class CoursesTest {

    @Test
    void aFreeSeatCanBeTaken() {
        Fixture.of(Courses.STUDENTS)
                .givenElsewhere(Courses.COURSES, "sums", new Announced("Sums", 1))
                .when(new Subscribe("sums"))
                .then(new Subscribed("sums"));
    }

    @Test
    void noSeatIsTakenTwice() {
        Fixture.of(Courses.STUDENTS)
                .id("ben")
                .givenElsewhere(Courses.COURSES, "sums", new Announced("Sums", 1))
                .givenElsewhere(Courses.STUDENTS, "anna", new Subscribed("sums"))
                .when(new Subscribe("sums"))
                .rejected(StudentRejection.COURSE_FULL);
    }

    @Test
    void aSeatThatIsGivenBackIsFree() {
        Fixture.of(Courses.STUDENTS)
                .id("ben")
                .givenElsewhere(Courses.COURSES, "sums", new Announced("Sums", 1))
                .givenElsewhere(Courses.STUDENTS, "anna", new Subscribed("sums"), new Unsubscribed("sums"))
                .when(new Subscribe("sums"))
                .then(new Subscribed("sums"));
    }

    @Test
    void theSeatsOfOtherCoursesDoNotCount() {
        Fixture.of(Courses.STUDENTS)
                .givenElsewhere(Courses.COURSES, "prose", new Announced("Prose", 1))
                .when(new Subscribe("sums"))
                .rejected(StudentRejection.NO_SUCH_COURSE);
    }

    @Test
    void aStudentTakesEachOfFiveCoursesOnce() {
        Fixture.of(Courses.STUDENTS)
                .given(new Subscribed("a"), new Subscribed("b"), new Subscribed("c"), new Subscribed("d"))
                .givenElsewhere(Courses.COURSES, "a", new Announced("A", 9))
                .when(new Subscribe("a"))
                .rejected(StudentRejection.ALREADY_SUBSCRIBED);
        Fixture.of(Courses.STUDENTS)
                .given(
                        new Subscribed("a"),
                        new Subscribed("b"),
                        new Subscribed("c"),
                        new Subscribed("d"),
                        new Subscribed("e"))
                .givenElsewhere(Courses.COURSES, "f", new Announced("F", 9))
                .when(new Subscribe("f"))
                .rejected(StudentRejection.TOO_MANY_COURSES);
        Fixture.of(Courses.STUDENTS)
                .given(new Subscribed("a"))
                .when(new Unsubscribe("a"))
                .then(new Unsubscribed("a"));
    }

    @Test
    void nobodyLosesASeatByAnotherCapacity() {
        Fixture.of(Courses.COURSES)
                .id("sums")
                .given(new Announced("Sums", 2))
                .givenElsewhere(Courses.STUDENTS, "anna", new Subscribed("sums"))
                .givenElsewhere(Courses.STUDENTS, "ben", new Subscribed("sums"))
                .when(new ChangeCapacity(1))
                .rejected(CourseRejection.SEATS_TAKEN);
        Fixture.of(Courses.COURSES)
                .id("sums")
                .given(new Announced("Sums", 2))
                .givenElsewhere(Courses.STUDENTS, "anna", new Subscribed("sums"))
                .when(new ChangeCapacity(1))
                .then(new CapacityChanged(1));
    }

    @Test
    void aCourseIsAnnouncedOnceAndSoundly() {
        Fixture.of(Courses.COURSES)
                .given(new Announced("Sums", 2))
                .when(new Announce("Sums", 2))
                .rejected(CourseRejection.ALREADY_ANNOUNCED);
        Fixture.of(Courses.COURSES).when(new Announce("Sums", 0)).rejected(CourseRejection.INVALID_COURSE);
        Fixture.of(Courses.COURSES).when(new ChangeCapacity(2)).rejected(CourseRejection.NOT_ANNOUNCED);
    }
}
