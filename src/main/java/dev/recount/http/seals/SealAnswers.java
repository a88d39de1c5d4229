package dev.recount.http.seals;

import dev.recount.http.answer.Problem;
import dev.recount.http.answer.ProblemException;
import dev.recount.seal.tree.MissingTileException;
import dev.recount.seal.tree.SealException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpEntities;
import org.apache.pekko.http.javadsl.model.HttpResponse;

/**
 * The answers of those who ask trees.
 *
 * @param executor runs what waits for a database
 */
record SealAnswers(Executor executor) {

    /** Returns an answer that waits for a database, or the problem with what is found there. */
    CompletionStage<HttpResponse> later(Supplier<HttpResponse> answer) {
        return CompletableFuture.supplyAsync(
                () -> {
                    try {
                        return answer.get();
                    } catch (MissingTileException missing) {
                        throw new ProblemException(Problem.notFound(String.valueOf(missing.getMessage())));
                    } catch (SealException changed) {
                        throw new ProblemException(
                                new Problem(500, "NOT_AS_SEALED", String.valueOf(changed.getMessage())));
                    }
                },
                executor);
    }

    /** Returns an answer that is a text. */
    static HttpResponse text(String text) {
        return HttpResponse.create().withEntity(HttpEntities.create(ContentTypes.TEXT_PLAIN_UTF8, text));
    }
}
