/**
 * Transactions, statements and queries over JDBC, and the failures of a database in one exception.
 *
 * <p>It knows no particular database and no table.
 */
@NullMarked
package dev.recount.database.sql;

import org.jspecify.annotations.NullMarked;
