package dev.recount.journal;

import dev.recount.model.StreamId;

/** The events of a stream as they are read one after another, each with the one before it. */
public final class Links {

    private final StreamId stream;
    private long last;
    private Before before;

    /** Begins before the first event of a stream, or anywhere in it: the one before the first that comes is missing. */
    public Links(StreamId stream) {
        this.stream = stream;
        this.before = Before.first(stream);
    }

    /** Returns the next event at its place. */
    public JournalEntry next(long version, StoredEvent event) {
        Before link = version == last + 1 ? before : Before.Missing.INSTANCE;
        last = version;
        before = Before.of(event);
        return new JournalEntry(stream, version, event, link);
    }
}
