package dev.recount.view.query;

/** A question that a view cannot be asked. */
public final class UnfitQuestionException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String sentence;

    /** Refuses a question because of one part of it. */
    public UnfitQuestionException(String part, String problem) {
        super(part + ": " + problem);
        this.sentence = part + ": " + problem;
    }

    /** Returns the problem as a sentence that begins with the part of the question. */
    public String sentence() {
        return sentence;
    }
}
