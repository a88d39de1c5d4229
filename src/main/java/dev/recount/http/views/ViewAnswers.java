package dev.recount.http.views;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recount.http.answer.Answers;
import dev.recount.http.answer.Problem;
import dev.recount.view.query.Column;
import dev.recount.view.query.ViewAnswer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
     * @param personal the columns that are personal data, beside those that the answer itself tells to be
     */
    public static HttpResponse row(ObjectNode head, List<String> key, Set<String> personal, ViewAnswer answer) {
        if (answer.rows().isEmpty()) {
            return Problem.notFound("there is no row " + String.join("/", key) + " in "
                            + head.path("view").asText() + ", or there was none then")
                    .response();
        }
        write(head.putObject("row"), answer.columns(), personal, answer.rows().getFirst());
        return Answers.ok(head);
    }

    /** Returns the answer about a view that has never been built to its end. */
    public static HttpResponse notBuilt(String view) {
        return new Problem(503, "VIEW_NOT_BUILT", "the view " + view + " is still being built for the first time")
                .response();
    }

    /**
     * Returns a page of rows or groups.
     *
     * @param head what stands before them
     * @param uri the target of the request, from which the next page's is made
     * @param personal the columns that are personal data, beside those that the answer itself tells to be
     */
    public static HttpResponse page(ObjectNode head, Uri uri, Set<String> personal, ViewAnswer answer) {
        answer.count().ifPresent(count -> head.put("count", count));
        int groupedBy = answer.groupedBy();
        ArrayNode rows = head.putArray(groupedBy > 0 ? "groups" : "rows");
        for (List<@Nullable Object> row : answer.rows()) {
            if (groupedBy > 0) {
                writeGroup(rows.addObject(), groupedBy, answer.columns(), personal, row);
            } else {
                write(rows.addObject(), answer.columns(), personal, row);
            }
        }
        answer.next().ifPresent(cursor -> head.put("next", Answers.next(uri, cursor)));
        return Answers.ok(head);
    }

    /**
     * Writes the values of a row into a document, in which personal data is marked.
     *
     * @param personal the columns that are personal data, beside those whose subjects are among the columns
     */
    public static void write(
            ObjectNode document, List<Column> columns, Set<String> personal, List<@Nullable Object> row) {
        Map<String, Optional<Object>> subjects = new HashMap<>();
        for (int i = 0; i < columns.size(); i++) {
            Optional<Object> subject = Optional.ofNullable(row.get(i));
            columns.get(i).subjectOf().ifPresent(component -> subjects.put(component, subject));
        }
        for (int i = 0; i < columns.size(); i++) {
            Column column = columns.get(i);
            if (personal.contains(column.name()) || subjects.containsKey(column.name())) {
                Optional<Object> subject = subjects.getOrDefault(column.name(), Optional.empty());
                RowJson.writePersonal(document, column, row.get(i), subject.orElse(null));
            } else {
                RowJson.write(document, column, row.get(i));
            }
        }
    }

    private static void writeGroup(
            ObjectNode document,
            int groupedBy,
            List<Column> columns,
            Set<String> personal,
            List<@Nullable Object> row) {
        write(document.putObject("group"), columns.subList(0, groupedBy), personal, row.subList(0, groupedBy));
        RowJson.write(document, columns.get(groupedBy), row.get(groupedBy));
        if (columns.size() > groupedBy + 1) {
            int sums = groupedBy + 1;
            write(
                    document.putObject("sum"),
                    columns.subList(sums, columns.size()),
                    personal,
                    row.subList(sums, row.size()));
        }
    }
}
