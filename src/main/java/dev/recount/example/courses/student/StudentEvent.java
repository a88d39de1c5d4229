package dev.recount.example.courses.student;

/** The events of a student. */
public sealed interface StudentEvent {

    /** Returns the course. */
    String course();

    /** The student has taken a seat. */
    record Subscribed(String course) implements StudentEvent {}

    /** The student has given it back. */
    record Unsubscribed(String course) implements StudentEvent {}
}
