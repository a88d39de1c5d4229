/**
 * The personal data of events, commands, states and rows: a value that can be forgotten, and the person it is of.
 *
 * <p>It knows neither keys nor how a value is kept.
 */
@NullMarked
package dev.recount.model.personal;

import org.jspecify.annotations.NullMarked;
