package dev.recount.http.views;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recount.http.answer.Answers;
import dev.recount.http.answer.Problem;
import dev.recount.log.Knowledge;
import dev.recount.log.Log;
import dev.recount.log.position.Position;
import dev.recount.view.query.Question;
import dev.recount.view.query.UnfitQuestionException;
import dev.recount.view.query.ViewAnswer;
import dev.recount.world.KnownViews;
import dev.recount.world.WorldException;
import dev.recount.world.WorldView;
import dev.recount.world.Worlds;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;

/** The rows of views as of when something was known, which have to be computed before they can be told. */
final class KnownRows {

    private static final long LOOK_MS = 50;

    private final Worlds worlds;
    private final Log log;

    KnownRows(Worlds worlds, Log log) {
        this.worlds = worlds;
        this.log = log;
    }

    /**
     * A question about rows as they were known.
     *
     * @param goesOn whether it goes on with a page that came before
     */
    record Asked(String view, Knowledge known, Question question, boolean goesOn) {}

    /** Answers a question, with what stands before the rows. */
    CompletionStage<HttpResponse> answer(Asked asked, BiFunction<ObjectNode, ViewAnswer, HttpResponse> response) {
        long deadline = System.nanoTime() + worlds.waitTimeout().toNanos();
        CompletionStage<Position> atLeast =
                asked.goesOn ? CompletableFuture.completedStage(Position.START) : log.latestHead();
        return atLeast.thenCompose(position ->
                        worlds.inTurn(() -> problemOr(() -> known().world(asked.view, asked.known, position))))
                .thenCompose(world -> world.problem()
                        .<CompletionStage<HttpResponse>>map(
                                problem -> CompletableFuture.completedStage(problem.response()))
                        .orElseGet(() -> whenWhole(asked, world.found().orElseThrow(), deadline, response)));
    }

    private KnownViews known() {
        return worlds.known();
    }

    private record Result<T>(Optional<T> found, Optional<Problem> problem) {}

    private interface Work<T> {
        T result();
    }

    private static <T> Result<T> problemOr(Work<T> work) {
        try {
            return new Result<>(Optional.of(work.result()), Optional.empty());
        } catch (WorldException refused) {
            String message = String.valueOf(refused.getMessage());
            return new Result<>(
                    Optional.empty(),
                    Optional.of(
                            switch (refused.kind()) {
                                case UNFIT -> Problem.malformed("known: " + message);
                                case FULL -> new Problem(503, "TOO_MANY_WORLDS", message);
                                case UNAVAILABLE -> new Problem(503, "UNAVAILABLE", message);
                            }));
        }
    }

    private CompletionStage<HttpResponse> whenWhole(
            Asked asked, long world, long deadline, BiFunction<ObjectNode, ViewAnswer, HttpResponse> response) {
        return worlds.inTurn(() ->
                        problemOr(() -> known().whole(world, asked.view).map(view -> answered(asked, view, response))))
                .thenCompose(result -> {
                    Optional<HttpResponse> answer = result.problem()
                            .map(Problem::response)
                            .or(() -> result.found().orElseThrow());
                    if (answer.isPresent()) {
                        return CompletableFuture.completedStage(answer.get());
                    } else if (System.nanoTime() > deadline) {
                        return CompletableFuture.completedStage(notYet(asked.view, world));
                    }
                    return CompletableFuture.supplyAsync(
                                    () -> world, CompletableFuture.delayedExecutor(LOOK_MS, TimeUnit.MILLISECONDS))
                            .thenCompose(_ -> whenWhole(asked, world, deadline, response));
                });
    }

    private HttpResponse answered(
            Asked asked, WorldView view, BiFunction<ObjectNode, ViewAnswer, HttpResponse> response) {
        try {
            ViewAnswer answer = worlds.answers().answer(view, asked.question);
            ObjectNode head = Answers.JSON
                    .createObjectNode()
                    .put("view", asked.view)
                    .put("known", asked.known.text())
                    .put("world", view.world())
                    .put("position", view.position().toString())
                    .put("behind", view.position().numbersTo(log.head()));
            return response.apply(head, answer);
        } catch (UnfitQuestionException unfit) {
            return Problem.malformed(unfit.sentence()).response();
        }
    }

    private static HttpResponse notYet(String view, long world) {
        return new Problem(
                        503,
                        "VIEW_NOT_BUILT",
                        "the view " + view + " as it was known then is still being computed; ask again")
                .response()
                .addHeader(RawHeader.create("Location", "/admin/worlds/" + world));
    }
}
