/** The accounts of the bank: their commands, events and rules. */
@NullMarked
package dev.recount.example.bank.account;

import org.jspecify.annotations.NullMarked;
