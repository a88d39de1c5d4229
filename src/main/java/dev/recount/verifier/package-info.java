/**
 * The program that checks from outside what a server has sealed: receipts, checkpoints, and a whole database.
 *
 * <p>It shares no code with the server, whose mistakes it is to find, and needs nothing but a JDK; to read a database,
 * its JDBC driver as well.
 */
@NullMarked
package dev.recount.verifier;

import org.jspecify.annotations.NullMarked;
