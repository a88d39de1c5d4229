package dev.recount.example.bank.pkdd99;

/** A row that makes no sense, and why; the reading goes on with the next row. */
final class UnreadableRowException extends Exception {

    private static final long serialVersionUID = 1L;

    private final String problem;

    UnreadableRowException(String problem) {
        super(problem);
        this.problem = problem;
    }

    String problem() {
        return problem;
    }
}
