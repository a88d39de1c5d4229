/** Files that outlive a machine that stops at any moment. */
@NullMarked
package dev.recount.database.file;

import org.jspecify.annotations.NullMarked;
