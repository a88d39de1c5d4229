/**
 * The bank's read models: the balance of each account, and the turnover of all of them in a month.
 *
 * <p>It owns their rows and how the events of accounts change them. It knows no rule of an account: an event is a fact.
 */
@NullMarked
package dev.recount.example.bank.view;

import org.jspecify.annotations.NullMarked;
