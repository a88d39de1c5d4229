/** A domain as it is today: it reads what the one of before has written. */
@NullMarked
package dev.recount.evolution.today;

import org.jspecify.annotations.NullMarked;
