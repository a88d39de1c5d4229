/** The checks of what is made of events: views, handlers' work, and subscriptions. */
@NullMarked
package dev.recount.torture.check.reader;

import org.jspecify.annotations.NullMarked;
