package dev.recount.stream;

import dev.recount.journal.tag.TagCondition;
import dev.recount.model.boundary.Boundary;
import dev.recount.model.boundary.Selection;
import java.util.concurrent.CompletionStage;

/** A look at the events of several streams that a command is decided on; does not block. */
@FunctionalInterface
public interface BoundaryLook {

    /** Returns what is made of the selected events. The stage fails where the database does not answer. */
    CompletionStage<Found> look(Question question);

    /**
     * The question for the model that a command is decided on.
     *
     * @param boundary the rules that make the model
     * @param selection the events of which it is made
     */
    record Question(Boundary<?, ?, ?, ?> boundary, Selection selection) {}

    /** The answer to the question. */
    sealed interface Found {

        /**
         * The model.
         *
         * @param model what the rules make of the events
         * @param condition what has to hold for what is decided on it to be stored
         */
        record Model(Object model, TagCondition condition) implements Found {}

        /** Nothing can be decided on the events. */
        record Refused(Refusal refusal, String problem) implements Found {}
    }
}
