package dev.recount.journal;

/** An event as it lies in the journal: the name it was stored under, and its bytes, never changed afterwards. */
public final class StoredEvent {

    private final String manifest;
    private final byte[] payload;

    public StoredEvent(String manifest, byte[] payload) {
        this.manifest = manifest;
        this.payload = payload;
    }

    /** Returns the stored name, such as {@code account.Deposited/1}. */
    public String manifest() {
        return manifest;
    }

    /** Returns the type of the event, such as {@code account.Deposited}, as far as its name can be read. */
    public String type() {
        int slash = manifest.lastIndexOf('/');
        String type = slash < 0 ? manifest : manifest.substring(0, slash);
        return type.isBlank() ? "unreadable" : type;
    }

    /** Returns the stored bytes themselves, UTF-8 JSON; not a copy, and not to be changed. */
    public byte[] payload() {
        return payload;
    }
}
