/**
 * The fingerprint by which the rules of a domain are known again, kept with each decision that they make.
 *
 * <p>It knows what a domain says of itself and where its classes come from; it looks at no rule.
 */
@NullMarked
package dev.recount.journal.rules;

import org.jspecify.annotations.NullMarked;
