/**
 * The parts that a user of the library implements: aggregates, the events and commands they speak of, and the domain
 * that names them.
 *
 * <p>It owns the programming model and nothing else. Pure Java: it knows no actors, no database, no JSON and no HTTP,
 * so that business rules written against it can be read, tested and kept without them.
 */
@NullMarked
package dev.recount.model;

import org.jspecify.annotations.NullMarked;
