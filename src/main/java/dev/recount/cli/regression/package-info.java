/** The commands of {@code recount} that write down what was decided, and decide it again by the rules of today. */
@NullMarked
package dev.recount.cli.regression;

import org.jspecify.annotations.NullMarked;
