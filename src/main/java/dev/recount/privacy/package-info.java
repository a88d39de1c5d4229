/**
 * The keys by which personal data is encrypted: one for each subject, wrapped by a master key, in a database of their
 * own; and the ledger of the subjects who were erased, whose keys are destroyed and never come back.
 *
 * <p>It knows who a person is by name alone, and nothing of events, nor of where the sealed bytes are kept.
 */
@NullMarked
package dev.recount.privacy;

import org.jspecify.annotations.NullMarked;
