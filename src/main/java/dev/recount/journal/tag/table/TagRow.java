package dev.recount.journal.tag.table;

import dev.recount.journal.tag.Tagged;

/**
 * The tags that come with one event on their way into the journal.
 *
 * @param persistenceId the text under which its stream lies there
 */
public record TagRow(String persistenceId, Tagged tagged) {}
