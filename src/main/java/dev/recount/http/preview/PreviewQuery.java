package dev.recount.http.preview;

import dev.recount.access.Right;
import dev.recount.history.History;
import dev.recount.history.Moment;
import dev.recount.http.answer.Problem;
import dev.recount.http.answer.ProblemException;
import dev.recount.http.endpoint.Call;
import dev.recount.http.endpoint.Gate;
import dev.recount.http.endpoint.Parameter;
import dev.recount.http.endpoint.Parameter.Form;
import dev.recount.http.request.Moments;
import dev.recount.http.request.QueryParameters;
import dev.recount.model.StreamId;
import dev.recount.preview.Way;
import java.util.List;
import java.util.Optional;

/** The part of a request for commands that asks for a preview of them. */
public final class PreviewQuery {

    private static final String ENRICH = "enrich";
    private static final String VERSION = "version";
    private static final String AT = "at";

    /** The parameters. */
    public static final List<Parameter> PARAMETERS = List.of(
            Parameter.query(
                    QueryParameters.DRY_RUN,
                    Form.TEXT,
                    "With true, what would come of it is told, and nothing is stored."),
            Parameter.query(ENRICH, Form.TEXT, "With true, a dry run looks up outside what the command needs."),
            Parameter.query(VERSION, Form.NUMBER, "The version after which a dry run meets the stream."),
            Parameter.query(AT, Form.TIME, "The time as of which a dry run meets the stream."),
            Parameter.KNOWN);

    /** Those of them that ask for a preview on the present. */
    public static final List<Parameter> OF_NOW = PARAMETERS.subList(0, 2);

    private static final List<String> OF_PAST = List.of(VERSION, AT, Parameter.KNOWN.name());

    private PreviewQuery() {}

    /** Returns the parameters that ask for a preview on a state of the past. */
    public static String[] ofPast() {
        return OF_PAST.toArray(String[]::new);
    }

    /**
     * Reads whether, and how, commands are to be previewed; nothing where they are to be carried out.
     *
     * @throws ProblemException if a parameter makes no sense; names it
     */
    public static Optional<Way> of(Call call) {
        QueryParameters query = call.query();
        if (!query.flag(QueryParameters.DRY_RUN)) {
            requireNoOther(query);
            return Optional.empty();
        }
        Optional<Moment> moment = Moments.read(query, VERSION, AT, 0);
        boolean isPast = moment.isPresent() || query.has(Parameter.KNOWN.name());
        return Optional.of(new Way(
                isPast
                        ? Optional.of(new History.Point(
                                moment.orElse(Moment.Latest.INSTANCE), Moments.known(query, Parameter.KNOWN.name())))
                        : Optional.empty(),
                query.flag(ENRICH)));
    }

    /** Who forgets dryRun must not find the command carried out. */
    private static void requireNoOther(QueryParameters query) {
        query.all().keySet().stream()
                .filter(parameter -> !parameter.equals(QueryParameters.DRY_RUN))
                .findFirst()
                .ifPresent(parameter -> {
                    throw new ProblemException(
                            Problem.malformed(parameter + ": is for dry runs, which dryRun=true asks for"));
                });
    }

    /**
     * Makes sure that the caller may be told of what a preview meets, which of the past is more than a command tells.
     *
     * @throws ProblemException if not
     */
    public static void requirePermitted(Way way, Call call, StreamId stream) {
        if (way.point().isPresent() && !call.permissions().permit(Right.READ, stream)) {
            throw new ProblemException(Gate.forbidden(call.caller(), Right.READ, stream.toString()));
        }
    }
}
