package dev.recount.example.courses.student;

/** The commands of a student. */
public sealed interface StudentCommand {

    /** Takes a seat in a course, if one is free. */
    record Subscribe(String course) implements StudentCommand {}

    /** Gives it back. */
    record Unsubscribe(String course) implements StudentCommand {}
}
