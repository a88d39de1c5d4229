/**
 * A school, as an example to copy from: courses with so many seats, and students who subscribe to some of them.
 *
 * <p>It owns the definition of the domain. It knows the programming model and nothing else of the server.
 */
@NullMarked
package dev.recount.example.courses;

import org.jspecify.annotations.NullMarked;
