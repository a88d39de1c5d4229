/** The students of the school, and the courses that each has subscribed to, which they know by their ids alone. */
@NullMarked
package dev.recount.example.courses.student;

import org.jspecify.annotations.NullMarked;
