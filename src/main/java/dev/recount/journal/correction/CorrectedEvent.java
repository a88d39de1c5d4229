package dev.recount.journal.correction;

/**
 * An event that a correction gives, in the form that was today's when it was made.
 *
 * @param event the event's name, as {@code Deposited}
 * @param revision the revision of its form, from 1
 * @param data its fields as JSON
 */
public record CorrectedEvent(String event, int revision, String data) {

    /** Returns the name under which an event of a stream type would be stored, as {@code account.Deposited/1}. */
    public String storedName(String streamType) {
        return streamType + "." + event + "/" + revision;
    }
}
