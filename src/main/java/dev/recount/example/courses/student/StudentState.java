package dev.recount.example.courses.student;

import java.util.List;

/**
 * The state of a student.
 *
 * @param courses the courses in which the student has a seat
 */
public record StudentState(List<String> courses) {

    /** The most courses that a student may take. */
    public static final int MOST_COURSES = 5;

    public StudentState {
        courses = List.copyOf(courses);
    }

    /** Tells whether the student may take no further course. */
    public boolean isBusy() {
        return courses.size() >= MOST_COURSES;
    }
}
