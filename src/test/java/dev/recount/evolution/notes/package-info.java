/** A domain whose events gain fields. */
@NullMarked
package dev.recount.evolution.notes;

import org.jspecify.annotations.NullMarked;
