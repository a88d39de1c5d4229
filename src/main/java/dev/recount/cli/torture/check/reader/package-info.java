/** The checks of what is made of events: views, handlers' work, and subscriptions. */
@NullMarked
package dev.recount.cli.torture.check.reader;

import org.jspecify.annotations.NullMarked;
