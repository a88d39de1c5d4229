package dev.recount.example.courses.student;

/** The reasons for which a student's subscription is refused. */
public enum StudentRejection {
    NO_SUCH_COURSE,
    COURSE_FULL,
    ALREADY_SUBSCRIBED,
    TOO_MANY_COURSES
}
