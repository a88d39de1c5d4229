package dev.recount.example.courses.course;

/** The commands of a course. */
public sealed interface CourseCommand {

    /** Announces the course for so many students. */
    record Announce(String title, int capacity) implements CourseCommand {}

    /** Lets it have another number of seats, though no fewer than are taken. */
    record ChangeCapacity(int capacity) implements CourseCommand {}
}
