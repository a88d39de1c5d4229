/** The seats of the school's courses: what is decided on the events of a course and those of all its students. */
@NullMarked
package dev.recount.example.courses.seat;

import org.jspecify.annotations.NullMarked;
