/**
 * The import of the accounts of a real bank, the "financial" data set of the PKDD'99 Discovery Challenge, as commands.
 *
 * <p>It owns the data set's format and what its Czech codes mean in the words of this bank. It knows no rules: whether
 * an account accepts a command is the account's affair.
 */
@NullMarked
package dev.recount.example.bank.pkdd99;

import org.jspecify.annotations.NullMarked;
