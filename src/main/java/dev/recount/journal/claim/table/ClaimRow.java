package dev.recount.journal.claim.table;

import dev.recount.journal.claim.Claimed;

/**
 * The changes of what one stream holds on their way into the journal.
 *
 * @param persistenceId the text under which the stream lies there
 */
public record ClaimRow(String persistenceId, Claimed claimed) {}
