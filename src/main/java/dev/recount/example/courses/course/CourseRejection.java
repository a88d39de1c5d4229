package dev.recount.example.courses.course;

/** The reasons for which a course refuses a command. */
public enum CourseRejection {
    ALREADY_ANNOUNCED,
    NOT_ANNOUNCED,
    INVALID_COURSE,
    SEATS_TAKEN
}
