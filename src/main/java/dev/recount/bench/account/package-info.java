/**
 * The smallest domain that moves money: accounts that take payments, and the view of their balances.
 */
@NullMarked
package dev.recount.bench.account;

import org.jspecify.annotations.NullMarked;
