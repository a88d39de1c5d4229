package dev.recount.example.courses.course;

/** The events of a course. */
public sealed interface CourseEvent {

    /** The course was announced. */
    record Announced(String title, int capacity) implements CourseEvent {}

    /** The course has another number of seats. */
    record CapacityChanged(int capacity) implements CourseEvent {}
}
