/**
 * The shop's event handlers: they place orders, and write to customers.
 *
 * <p>It owns the traffic between streams, none of which knows of the others, and the mail that leaves the shop. A
 * reaction can be broken off at any point and is then done again from its beginning.
 */
@NullMarked
package dev.recount.example.shop.handler;

import org.jspecify.annotations.NullMarked;
