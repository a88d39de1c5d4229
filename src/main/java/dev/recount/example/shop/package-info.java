/**
 * A shop, as an example of several stream types that work together: customers, carts, orders and stock.
 *
 * <p>It owns the definition of the domain and its settings. Each stream type has a package of its own and knows no
 * other; what goes on between them is the affair of handlers and of a process. It knows the programming model and
 * nothing else of the server.
 */
@NullMarked
package dev.recount.example.shop;

import org.jspecify.annotations.NullMarked;
