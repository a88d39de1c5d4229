package dev.recount.view.origin;

import dev.recount.log.LogReader;
import dev.recount.log.position.Position;
import dev.recount.model.StreamId;
import dev.recount.model.view.View;
import dev.recount.timeline.Timeline;
import dev.recount.view.generation.Generation;
import dev.recount.view.generation.Generations;
import dev.recount.view.query.QuestionReader;
import dev.recount.view.query.UnfitQuestionException;
import dev.recount.view.search.RowSpan;
import dev.recount.view.search.TableQueries;
import dev.recount.view.table.RowMapping;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The origins of the rows of a view. Where each row belongs to one stream, the events of that stream are taken in once
 * more, in memory; else, the past of the row tells when it changed, and the view's own rules which of the events of
 * that moment did it.
 *
 * <p>What has to be asked of databases blocks, and fails with {@link dev.recount.database.sql.DatabaseException} where
 * they do not answer.
 */
public final class RowOrigins<R> {

    private final View<R> view;
    private final RowMapping<R> mapping;
    private final Services services;

    /** The parts of the server that are asked. */
    public record Services(LogReader log, Generations generations, TableQueries tables, Timeline timeline) {}

    public RowOrigins(View<R> view, RowMapping<R> mapping, Services services) {
        this.view = view;
        this.mapping = mapping;
        this.services = services;
    }

    /** The outcomes of a question. */
    public sealed interface Outcome {

        /** The origin is told. */
        record Told(RowOrigin origin) implements Outcome {}

        /** There is no such row, or there was none then. */
        record NoRow() implements Outcome {}

        /** The view has never caught up with the log yet. */
        record NotBuilt() implements Outcome {}
    }

    /**
     * Returns the stream whose events alone make a row, where each row belongs to one and there is such a row.
     *
     * @throws UnfitQuestionException if the view cannot be asked so
     */
    public Optional<StreamId> stream(OriginQuestion question) {
        return services.generations
                .live(view.name())
                .flatMap(live -> spans(asked(live, question), 1).stream().findFirst())
                .flatMap(RowSpan::stream);
    }

    /**
     * Returns the origin of a row.
     *
     * @throws UnfitQuestionException if the view cannot be asked so
     */
    public Outcome of(OriginQuestion question) {
        Optional<Generation> live = services.generations.live(view.name());
        if (live.isEmpty()) {
            return new Outcome.NotBuilt();
        }
        Position position = services.generations.position(live.get());
        Asked asked = asked(live.get(), question);
        List<RowSpan> last = spans(asked, 1);
        if (last.isEmpty()) {
            return new Outcome.NoRow();
        }
        RowSpan latest = last.getFirst();
        Optional<List<@Nullable Object>> row =
                latest.holdsAt(asked.at()) ? Optional.of(latest.values()) : Optional.empty();
        if (!live.get().definition().shape().equals(mapping.shape())) {
            return new Outcome.Told(new RowOrigin(
                    position,
                    asked.columns(),
                    row,
                    List.of(),
                    Optional.of("the rows are still those of other rules, until the view has been built anew"),
                    Optional.empty()));
        }
        Optional<StreamId> own = latest.stream()
                .filter(_ -> question.row().visible().areAll())
                .filter(stream -> services.log.deletedTo(stream) == 0);
        if (own.isEmpty() && !question.isOfToday()) {
            throw new UnfitQuestionException(
                    "known", "rows that do not belong to one stream each are told as they are known today alone");
        }
        return new Outcome.Told(
                own.isPresent()
                        ? new RowsOfStream<>(view, mapping, services.log).origin(asked, own.get(), row, position)
                        : new SharedRows<>(view, mapping, services).origin(asked, row, position));
    }

    private Asked asked(Generation generation, OriginQuestion question) {
        var reader = new QuestionReader(view.name(), generation.definition().shape());
        return new Asked(generation, reader.query(question.row()), question);
    }

    private List<RowSpan> spans(Asked asked, int limit) {
        return services.tables.spans(
                TableQueries.Tables.of(asked.generation()), asked.query(), Optional.empty(), limit);
    }
}
