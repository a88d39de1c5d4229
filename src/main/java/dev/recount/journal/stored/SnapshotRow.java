package dev.recount.journal.stored;

/** A saved state as it lies in the table: the version it was saved at, the name it was saved under, and its bytes. */
public final class SnapshotRow {

    private final long version;
    private final String name;
    private final byte[] payload;

    SnapshotRow(long version, String name, byte[] payload) {
        this.version = version;
        this.name = name;
        this.payload = payload;
    }

    public long version() {
        return version;
    }

    public String name() {
        return name;
    }

    /** Returns the bytes themselves; not a copy, and not to be changed. */
    public byte[] payload() {
        return payload;
    }
}
