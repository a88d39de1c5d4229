package dev.recount.http.views;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recount.http.answer.Answers;
import dev.recount.http.answer.Problem;
import dev.recount.view.query.Column;
import dev.recount.view.query.ViewAnswer;
import java.util.List;
import java.util.Optional;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.Uri;
import org.jspecify.annotations.Nullable;

/** The answers of views as JSON. */
public final class ViewAnswers {

    private ViewAnswers() {}

    /**
     * Returns the one row of a key.
     *
     * @param head what stands before it, the name of the view included
     */
    public static HttpResponse row(ObjectNode head, List<String> key, ViewAnswer answer) {
        if (answer.rows().isEmpty()) {
            return Problem.notFound("there is no row " + String.join("/", key) + " in "
                            + head.path("view").asText() + ", or there was none then")
                    .response();
        }
        write(head.putObject("row"), answer.columns(), answer.rows().getFirst());
        return Answers.ok(head);
    }

    /**
     * Returns a page of rows or groups.
     *
     * @param head what stands before them
     * @param uri the target of the request, from which the next page's is made
     */
    public static HttpResponse page(ObjectNode head, Uri uri, ViewAnswer answer) {
        answer.count().ifPresent(count -> head.put("count", count));
        int groupedBy = answer.groupedBy();
        ArrayNode rows = head.putArray(groupedBy > 0 ? "groups" : "rows");
        for (List<@Nullable Object> row : answer.rows()) {
            if (groupedBy > 0) {
                writeGroup(rows.addObject(), groupedBy, answer.columns(), row);
            } else {
                write(rows.addObject(), answer.columns(), row);
            }
        }
        answer.next().ifPresent(cursor -> head.put("next", Answers.next(uri, cursor)));
        return Answers.ok(head);
    }

    /** Writes the values of a row into a document. */
    public static void write(ObjectNode document, List<Column> columns, List<@Nullable Object> row) {
        for (int i = 0; i < columns.size(); i++) {
            RowJson.write(document, columns.get(i), row.get(i));
        }
        writeErased(document, columns, row);
    }

    private static void writeErased(ObjectNode document, List<Column> columns, List<@Nullable Object> row) {
        for (int i = 0; i < columns.size(); i++) {
            Optional<String> component = columns.get(i).subjectOf();
            if (component.isPresent()
                    && row.get(i) != null
                    && document.path(component.get()).isNull()) {
                document.withArray("/erased").add(component.get());
            }
        }
    }

    private static void writeGroup(
            ObjectNode document, int groupedBy, List<Column> columns, List<@Nullable Object> row) {
        write(document.putObject("group"), columns.subList(0, groupedBy), row.subList(0, groupedBy));
        RowJson.write(document, columns.get(groupedBy), row.get(groupedBy));
        if (columns.size() > groupedBy + 1) {
            int sums = groupedBy + 1;
            write(document.putObject("sum"), columns.subList(sums, columns.size()), row.subList(sums, row.size()));
        }
    }
}
