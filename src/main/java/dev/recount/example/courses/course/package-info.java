/** The courses of the school: what is taught, and for how many. A course knows no student. */
@NullMarked
package dev.recount.example.courses.course;

import org.jspecify.annotations.NullMarked;
