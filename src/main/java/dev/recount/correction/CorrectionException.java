package dev.recount.correction;

/** A correction that cannot be made; nothing was stored. */
public final class CorrectionException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Kind kind;
    private final String problem;

    /** A reason for which corrections cannot be made. */
    public enum Kind {
        /** The draft is not as it should be; the message names the field. */
        UNFIT,
        /** The stream is being carried over into others. */
        MIGRATING,
        /** What it speaks of came before the state that is all that is left of deleted events. */
        DELETED,
        /** There is no such stream. */
        NO_STREAM,
        /** The stream has another version than the caller expects. */
        OUTDATED,
        /** Who proposed it may not approve it. */
        OWN,
        /** It was approved or taken back already. */
        DECIDED,
        /** The rules cannot follow the events that would be read; the message says where. */
        BREAKS
    }

    CorrectionException(Kind kind, String message) {
        super(message);
        this.kind = kind;
        this.problem = message;
    }

    static CorrectionException unfit(CorrectionDraft draft, String field, String problem) {
        return new CorrectionException(Kind.UNFIT, draft.field() + field + ": " + problem);
    }

    public Kind kind() {
        return kind;
    }

    /** Returns why they cannot be made, as a sentence. */
    public String problem() {
        return problem;
    }
}
