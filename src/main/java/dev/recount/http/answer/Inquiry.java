package dev.recount.http.answer;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recount.cluster.singleton.UnreachableException;
import dev.recount.database.sql.DatabaseException;
import dev.recount.view.ViewException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.apache.pekko.http.javadsl.model.HttpResponse;

/**
 * A question to several at once, which is answered for all together: one that does not answer keeps from no one what
 * the others say.
 *
 * @param <T> what each of them answers
 */
public final class Inquiry<T> {

    private final String kind;
    private final Function<T, ObjectNode> document;
    private final List<CompletableFuture<ObjectNode>> asked = new ArrayList<>();

    /**
     * Prepares to ask.
     *
     * @param kind the kind of those who are asked, by which their documents name them
     * @param document makes a document of an answer
     */
    public Inquiry(String kind, Function<T, ObjectNode> document) {
        this.kind = kind;
        this.document = document;
    }

    /** Adds one who has been asked. */
    public void ask(String name, CompletionStage<T> answer) {
        asked.add(answer.thenApply(document)
                .exceptionally(failure -> unknown(name, failure))
                .toCompletableFuture());
    }

    private ObjectNode unknown(String name, Throwable failure) {
        return switch (failure) {
            case CompletionException wrapper when wrapper.getCause() != null -> unknown(name, wrapper.getCause());
            case UnreachableException _, ViewException _ -> unknown(name, String.valueOf(failure.getMessage()));
            case DatabaseException _ -> unknown(name, "the database does not answer");
            case RuntimeException defect -> throw defect;
            default -> throw new CompletionException(failure);
        };
    }

    private ObjectNode unknown(String name, String problem) {
        return Answers.JSON
                .createObjectNode()
                .put(kind, name)
                .put("state", "UNKNOWN")
                .put("problem", problem);
    }

    /** Answers with the list of all, in the order in which they were added, once nobody is waited for any more. */
    public CompletionStage<HttpResponse> answer(String list) {
        return CompletableFuture.allOf(asked.toArray(CompletableFuture[]::new)).thenApply(_ -> {
            ObjectNode body = Answers.JSON.createObjectNode();
            ArrayNode all = body.putArray(list);
            asked.forEach(each -> all.add(each.join()));
            return Answers.ok(body);
        });
    }
}
