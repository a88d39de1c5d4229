/**
 * A bank, as an example to copy from: accounts that are opened, paid into, drawn on, closed month by month, and closed.
 *
 * <p>It owns the rules of an account and the definition of the domain. It knows the programming model and nothing else
 * of the server.
 */
@NullMarked
package dev.recount.example.bank;

import org.jspecify.annotations.NullMarked;
