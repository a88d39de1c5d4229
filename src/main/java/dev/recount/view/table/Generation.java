package dev.recount.view.table;

import dev.recount.database.sql.StorableText;
import dev.recount.log.position.Position;
import dev.recount.view.query.Shape;
import java.util.Optional;

/**
 * One building of a view's rows.
 *
 * @param number tells it from others of the view; later ones have higher numbers
 * @param rules the revision of the rules that it was built with
 * @param definition its columns and indexes
 * @param position the position of the log up to which it was built
 * @param failure what stopped it, if something did
 */
public record Generation(
        String view, int number, int rules, Definition definition, Position position, Optional<Failure> failure) {

    /** The columns and indexes of a generation. */
    public record Definition(Shape shape, java.util.List<java.util.List<String>> indexes) {}

    /**
     * Why a view has stopped.
     *
     * @param position the position of the event at which it did
     * @param event the event's name, unique for good
     * @param message what went wrong
     */
    public record Failure(Position position, String event, String message) {

        private static final int MAX_MESSAGE_CHARS = 2_000;

        public Failure {
            message = StorableText.of(message, MAX_MESSAGE_CHARS);
        }
    }

    /** Returns the name under which Pekko keeps how far it has come. */
    public String projectionName() {
        return projectionName(view);
    }

    static String projectionName(String view) {
        return "view-" + view;
    }

    TableNames names() {
        return new TableNames(view, number);
    }
}
