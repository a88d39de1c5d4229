package dev.recount.journal.state;

/** The latest state of a stream as it lies in the table, or on its way into it. */
public final class StateRow {

    private final String persistenceId;
    private final long revision;
    private final long version;
    private final long writtenMillis;
    private final String name;
    private final byte[] payload;

    /**
     * Makes a row.
     *
     * @param persistenceId the text under which the stream lies in the journal
     * @param revision how often the state was written, this time included
     * @param version the version of the stream
     * @param writtenMillis when it was written, in milliseconds since 1970
     * @param name the name under which the state is stored, as type.State/revision
     */
    public StateRow(
            String persistenceId, long revision, long version, long writtenMillis, String name, byte[] payload) {
        this.persistenceId = persistenceId;
        this.revision = revision;
        this.version = version;
        this.writtenMillis = writtenMillis;
        this.name = name;
        this.payload = payload;
    }

    public String persistenceId() {
        return persistenceId;
    }

    public long revision() {
        return revision;
    }

    public long version() {
        return version;
    }

    public long writtenMillis() {
        return writtenMillis;
    }

    public String name() {
        return name;
    }

    /** Returns the bytes themselves; not a copy, and not to be changed. */
    public byte[] payload() {
        return payload;
    }
}
