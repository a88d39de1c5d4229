package dev.recount.journal.codec;

/** The data that nothing of today reads, so that nobody can tell what is personal in it. */
public interface UnreadData {

    /** Takes the name of an event, or of a command, that nothing reads. */
    void unknown(String name);

    /**
     * Takes a field that upcasters leave out, or make others of, and that stays as it is.
     *
     * @param name the name of the event or command
     */
    void leftOut(String name, String field);
}
