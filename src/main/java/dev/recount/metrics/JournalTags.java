package dev.recount.metrics;

import io.micrometer.core.instrument.Tags;

/**
 * The tags that tell the metrics of one journal from those of others, where there are any.
 *
 * @param journals how many there are
 */
record JournalTags(int journals) {

    /** Returns the label with the number of a journal, by its index from 0. */
    Tags of(int journal) {
        return journals == 1 ? Tags.empty() : Tags.of("journal", Integer.toString(journal + 1));
    }
}
