/**
 * A domain as it was years ago, when its events had their first form; what it wrote is kept in the resources of the
 * tests.
 */
@NullMarked
package dev.recount.evolution.before;

import org.jspecify.annotations.NullMarked;
