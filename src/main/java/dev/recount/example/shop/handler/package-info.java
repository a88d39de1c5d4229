/**
 * What the shop does when something happens: it places orders, keeps stock for them, and writes to customers.
 *
 * <p>It owns what goes on between streams, none of which knows of the others, and what leaves the shop by mail.
 * Whatever is done here can be broken off at any point and is then done again from its beginning.
 */
@NullMarked
package dev.recount.example.shop.handler;

import org.jspecify.annotations.NullMarked;
