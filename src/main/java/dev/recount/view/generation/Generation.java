package dev.recount.view.generation;

import dev.recount.database.sql.StorableText;
import dev.recount.journal.Fingerprint;
import dev.recount.json.shape.TypeShape;
import dev.recount.log.position.Position;
import dev.recount.model.view.View;
import dev.recount.projection.SavedOffset;
import dev.recount.view.query.Shape;
import dev.recount.view.table.TableNames;
import java.util.List;
import java.util.Optional;
import org.apache.pekko.projection.ProjectionId;

/**
 * One building of a view's rows.
 *
 * @param number tells it from others of the view; later ones have higher numbers
 * @param rules the revision of the rules that it was built with
 * @param definition its columns and indexes
 * @param known the position up to which it knew of all corrections from its first event on
 * @param uncorrected the position of the first correction that came too late for it, which its rows do not show
 * @param failure what stopped it, if something did
 */
public record Generation(
        String view,
        int number,
        int rules,
        Definition definition,
        Position known,
        Optional<Position> uncorrected,
        Optional<Failure> failure) {

    /**
     * The definition of a generation; another one makes rows that cannot stand beside each other.
     *
     * @param shape its columns
     * @param indexes the columns of its indexes
     * @param rows a short text that changes whenever something within the rows' records is written in another way
     */
    public record Definition(Shape shape, List<List<String>> indexes, String rows) {

        public Definition {
            rows = rows == null ? "" : rows;
        }

        /** Returns the definition that today's code gives the generations of a view. */
        public static Definition of(View<?> view, Shape shape) {
            return new Definition(shape, view.indexes(), Fingerprint.of(TypeShape.of(view.row())));
        }
    }

    /**
     * The reason for which a view has stopped.
     *
     * @param position the position of the event at which it did
     * @param event the event's name, unique for good; empty where the view stopped before its first one
     * @param message what went wrong
     */
    public record Failure(Position position, String event, String message) {

        /** Returns the failure of a generation of which no table can be made. */
        public static Failure atBeginning(String message) {
            return new Failure(Position.START, "", message);
        }

        private static final int MAX_MESSAGE_CHARS = 2_000;

        public Failure {
            message = StorableText.of(message, MAX_MESSAGE_CHARS);
        }
    }

    /** Tells whether a correction came too late for events that it had taken in before. */
    public boolean isOvertakenBy(Position correction) {
        return !known.covers(correction);
    }

    /** Returns the projection that builds it. */
    public ProjectionId projection() {
        return projection(view, number);
    }

    static ProjectionId projection(String view, int number) {
        return ProjectionId.of("view-" + view, Integer.toString(number));
    }

    static SavedOffset offset(String view, int number) {
        return new SavedOffset(projection(view, number));
    }

    /** Returns the position up to which it is built, as it is saved. */
    public SavedOffset offset() {
        return offset(view, number);
    }

    /** Returns the names of its tables. */
    public TableNames names() {
        return TableNames.of(view, number);
    }
}
