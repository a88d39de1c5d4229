/**
 * The search for damage while a server runs: streams whose events are not those that were stored are marked as damaged,
 * for all nodes.
 *
 * <p>It goes by hashes alone and knows no rules, so that no change of code makes a stream damaged; see {@link
 * dev.recount.history.verify} for what rules make of the events.
 */
@NullMarked
package dev.recount.history.scrub;

import org.jspecify.annotations.NullMarked;
