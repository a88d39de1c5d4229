/** The memory of migrations beside that of followers of the log: which have begun, and how far they have come. */
@NullMarked
package dev.recount.migration.store;

import org.jspecify.annotations.NullMarked;
