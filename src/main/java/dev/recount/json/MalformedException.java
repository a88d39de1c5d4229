package dev.recount.json;

/** JSON that does not have the form it should have; names the field and what is wrong with it. */
public final class MalformedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String field;
    private final String problem;

    /**
     * Says what is wrong.
     *
     * @param field the path of the field, such as {@code items[2].amount}; empty for the document as a whole
     * @param problem what is wrong with it, as a clause that can follow the field's name
     */
    public MalformedException(String field, String problem) {
        super(problem);
        this.field = field;
        this.problem = problem;
    }

    /** Returns the path of the field, such as {@code items[2].amount}; empty for the document as a whole. */
    public String field() {
        return field;
    }

    /** Returns the same about a document that is itself the value of a field; an empty name changes nothing. */
    public MalformedException within(String outer) {
        return new MalformedException(
                outer.isEmpty() || field.isEmpty() ? outer + field : outer + "." + field, problem);
    }

    /** Returns the field and the problem as one sentence. */
    public String sentence() {
        return field.isEmpty() ? problem : field + ": " + problem;
    }
}
