package dev.recount.journal.claim;

import dev.recount.model.type.Claim;

/** An append that would have had its stream hold what another stream holds; nothing of it is stored. */
public final class ClaimTakenException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String name;
    private final String persistenceId;

    /**
     * Says of which name the value is; neither it nor who holds it is told.
     *
     * @param persistenceId the stream that would have held it, by the text under which it lies in the journal
     */
    public ClaimTakenException(String name, String persistenceId) {
        super(sentence(name));
        this.name = name;
        this.persistenceId = persistenceId;
    }

    /** Returns what is told of a value of this name that is taken. */
    public static String sentence(String name) {
        return "another stream holds this value of " + name;
    }

    /** Tells whether a rejection is of a value that was taken, and no rule's own. */
    public static boolean isTold(String reason, String message) {
        return reason.equals(Claim.TAKEN) && message.startsWith(sentence(""));
    }

    /** Returns the name of the space of values. */
    public String name() {
        return name;
    }

    /** Returns the stream that would have held the value, by the text under which it lies in the journal. */
    public String persistenceId() {
        return persistenceId;
    }
}
