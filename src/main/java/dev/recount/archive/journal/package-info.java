/** The rows of a journal that are sealed, as segments hold them. */
@NullMarked
package dev.recount.archive.journal;

import org.jspecify.annotations.NullMarked;
