/** The checks of the readers of events: views, handlers, and subscriptions. */
@NullMarked
package dev.recount.torture.check.reader;

import org.jspecify.annotations.NullMarked;
