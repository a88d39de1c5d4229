/**
 * H2 as this process has it in a folder: the file, who may read it, and whether the database is still open.
 *
 * <p>It knows nothing of what is stored.
 */
@NullMarked
package dev.recount.database.h2;

import org.jspecify.annotations.NullMarked;
