package dev.recount.http.operations;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recount.access.Right;
import dev.recount.archive.settled.Archive;
import dev.recount.archive.settled.ArchiveException;
import dev.recount.archive.settled.Archived;
import dev.recount.archive.settled.Deleted;
import dev.recount.http.answer.Answers;
import dev.recount.http.answer.Problem;
import dev.recount.http.answer.ProblemException;
import dev.recount.http.endpoint.Call;
import dev.recount.http.endpoint.Endpoint;
import dev.recount.http.endpoint.Endpoints;
import dev.recount.http.endpoint.Parameter;
import dev.recount.http.endpoint.Parameter.Form;
import dev.recount.http.request.QueryParameters;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.apache.pekko.http.javadsl.model.HttpResponse;

/**
 * The endpoint by which events move into the archive, and are deleted from it.
 *
 * @param executor runs what waits for databases and files
 */
public record ArchiveEndpoint(Archive archive, Executor executor) implements Endpoints {

    /** Short of the time after which a caller takes an answer for lost. */
    private static final Duration PART = Duration.ofSeconds(5);

    private static final String DRY_RUN = "dryRun";
    private static final String DELETE = "delete";

    @Override
    public List<Endpoint> endpoints() {
        return List.of(Endpoint.post(
                        "/admin/archive",
                        Right.ARCHIVE,
                        "Has events before settled points move into the archive, for some seconds; once more, it goes on.",
                        this::answer)
                .reading(
                        Parameter.query(
                                DRY_RUN, Form.TEXT, "Whether it is only told how many events may move, and none does."),
                        Parameter.query(
                                DELETE,
                                Form.TEXT,
                                "Whether archived events that are old enough are deleted for good, and none moves."))
                .onRecord());
    }

    private CompletionStage<HttpResponse> answer(Call call) {
        QueryParameters query = call.query();
        boolean isDry = query.flag(DRY_RUN);
        boolean isToDelete = query.flag(DELETE);
        if (!archive.isThere()) {
            throw new ProblemException(Problem.notFound("this server has no archive: recount.archive.folder is empty"));
        }
        String by = call.caller().name();
        Supplier<ObjectNode> answer = isToDelete
                ? () -> told(isDry ? archive.lookForOld() : archive.delete(by, isToEnd()))
                : () -> told(isDry ? archive.look() : archive.run(isToEnd()));
        return CompletableFuture.supplyAsync(() -> Answers.ok(orProblem(answer)), executor);
    }

    private static BooleanSupplier isToEnd() {
        long begun = System.nanoTime();
        return () -> System.nanoTime() - begun > PART.toNanos();
    }

    private static ObjectNode orProblem(Supplier<ObjectNode> answer) {
        try {
            return answer.get();
        } catch (ArchiveException refused) {
            throw new ProblemException(new Problem(503, "NOT_ARCHIVED", String.valueOf(refused.getMessage())));
        }
    }

    private static ObjectNode told(Deleted deleted) {
        ObjectNode told = Answers.JSON
                .createObjectNode()
                .put("segments", deleted.segments())
                .put("events", deleted.events())
                .put("bytes", deleted.bytes())
                .put("done", deleted.isDone());
        deleted.problems().forEach(told.putArray("problems")::add);
        return told;
    }

    private static ObjectNode told(Archived archived) {
        ObjectNode told = Answers.JSON
                .createObjectNode()
                .put("streams", archived.streams())
                .put("events", archived.events())
                .put("segments", archived.segments())
                .put("bytes", archived.bytes())
                .put("states", archived.states())
                .put("done", archived.isDone());
        archived.problems().forEach(told.putArray("problems")::add);
        return told;
    }
}
