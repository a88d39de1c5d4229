package dev.recount.http.endpoint;

import dev.recount.access.Right;
import dev.recount.access.rule.Permissions;
import dev.recount.http.answer.Problem;
import dev.recount.http.answer.ProblemException;
import dev.recount.http.caller.Recognized;
import dev.recount.model.Principal;
import dev.recount.model.StreamId;
import java.util.Map;
import java.util.Optional;

/**
 * The gate before every endpoint: what its entry in the table and the variables of its path say, the caller has to have
 * the right to.
 */
public final class Gate {

    private Gate() {}

    /**
     * Makes sure that a caller may ask what an endpoint answers. Whether it is there is not looked up before, and so
     * not told to who may not ask.
     *
     * @throws ProblemException if not
     */
    static void require(Endpoint endpoint, PathPattern.Match match, Recognized known) {
        Map<String, String> path = match.values();
        if (path.containsKey("world")) {
            requireAll(endpoint.right(), known);
            return;
        }
        Optional<String> stream = Optional.ofNullable(path.get("id")).map(id -> path.get("type") + "/" + id);
        Optional<String> view = Optional.ofNullable(path.get("view"));
        Optional<String> command = Optional.ofNullable(path.get("Command"));
        boolean isPermitted = stream.isPresent()
                ? permit(endpoint.right(), stream.get(), command, known.permissions())
                : view.isPresent()
                        ? permitView(endpoint.right(), view.get(), known.permissions())
                        : permit(endpoint, path, known.permissions());
        if (!isPermitted) {
            throw new ProblemException(forbidden(
                    known.caller().principal(),
                    endpoint.right(),
                    stream.or(() -> view.map(name -> "the view " + name)).orElse("this")));
        }
    }

    /** A world is made of all streams and tells of all. */
    public static void requireAll(Right right, Recognized known) {
        requireAll(right, known, known.permissions().permit(right));
    }

    /** Makes sure that the settings give a right on everything, where no more is told than the caller may see. */
    public static void requireGiven(Right right, Recognized known) {
        requireAll(right, known, known.permissions().isGiven(right));
    }

    private static void requireAll(Right right, Recognized known, boolean isPermitted) {
        if (!isPermitted) {
            throw new ProblemException(forbidden(known.caller().principal(), right, "all"));
        }
    }

    private static boolean permit(Right right, String text, Optional<String> command, Permissions permissions) {
        try {
            StreamId stream = StreamId.parse(text);
            return command.isPresent()
                    ? permissions.permitCommand(stream, command.get())
                    : permissions.permit(right, stream);
        } catch (IllegalArgumentException noStream) {
            return permissions.permitSome(right); // the endpoint itself says what is wrong with it
        }
    }

    /** Of which rows a caller may see, the endpoint of rows takes care itself. */
    private static boolean permitView(Right right, String view, Permissions permissions) {
        return right == Right.QUERY ? permissions.rows(view).isPresent() : permissions.permitView(right, view);
    }

    private static boolean permit(Endpoint endpoint, Map<String, String> path, Permissions permissions) {
        Right right = endpoint.right();
        return right == Right.NONE
                || (endpoint.extent() == Endpoint.Extent.PART
                        ? permissions.permitSome(right)
                        : path.containsKey("tree") ? permissions.permitAllStreams(right) : permissions.permit(right));
    }

    /** Returns the problem of a caller who lacks a right. */
    public static Problem forbidden(Principal caller, Right right, String what) {
        return new Problem(403, "NOT_PERMITTED", caller.name() + " has not the right to " + right.word() + " " + what);
    }
}
