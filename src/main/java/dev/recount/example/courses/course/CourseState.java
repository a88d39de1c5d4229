package dev.recount.example.courses.course;

/** The state of a course. */
public sealed interface CourseState {

    /** There is no such course. */
    record Unknown() implements CourseState {}

    /** Students can subscribe to it. */
    record Open(String title, int capacity) implements CourseState {}
}
