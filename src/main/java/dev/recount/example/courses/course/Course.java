package dev.recount.example.courses.course;

import static dev.recount.model.Decision.accept;
import static dev.recount.model.Decision.reject;

import dev.recount.example.Text;
import dev.recount.example.courses.course.CourseCommand.Announce;
import dev.recount.example.courses.course.CourseCommand.ChangeCapacity;
import dev.recount.example.courses.course.CourseEvent.Announced;
import dev.recount.example.courses.course.CourseEvent.CapacityChanged;
import dev.recount.model.Aggregate;
import dev.recount.model.Context;
import dev.recount.model.Decision;

/** A course as it stands alone; how many of its seats are taken, it does not know. */
public final class Course implements Aggregate<CourseState, CourseCommand, CourseEvent> {

    private static final int LONGEST_TITLE = 100;
    private static final int MOST_SEATS = 10_000;

    @Override
    public CourseState initial() {
        return new CourseState.Unknown();
    }

    @Override
    public Decision<CourseEvent> decide(CourseState state, CourseCommand command, Context context) {
        return switch (command) {
            case Announce _
            when state instanceof CourseState.Open ->
                reject(CourseRejection.ALREADY_ANNOUNCED, "the course is announced already");
            case Announce(var title, var capacity)
            when !Text.isLine(title, LONGEST_TITLE) || !isCapacity(capacity) -> invalid();
            case Announce(var title, var capacity) -> accept(new Announced(title, capacity));
            case ChangeCapacity _
            when state instanceof CourseState.Unknown ->
                reject(CourseRejection.NOT_ANNOUNCED, "there is no such course");
            case ChangeCapacity(var capacity) when !isCapacity(capacity) -> invalid();
            case ChangeCapacity(var capacity) -> accept(new CapacityChanged(capacity));
        };
    }

    @Override
    public CourseState evolve(CourseState state, CourseEvent event) {
        return switch (event) {
            case Announced(var title, var capacity) -> new CourseState.Open(title, capacity);
            case CapacityChanged(var capacity) ->
                state instanceof CourseState.Open(var title, var _) ? new CourseState.Open(title, capacity) : state;
        };
    }

    private static boolean isCapacity(int capacity) {
        return capacity >= 1 && capacity <= MOST_SEATS;
    }

    private static Decision<CourseEvent> invalid() {
        return reject(
                CourseRejection.INVALID_COURSE,
                "a course has a title, a line of 1 to 100 characters, and 1 to " + MOST_SEATS + " seats");
    }
}
