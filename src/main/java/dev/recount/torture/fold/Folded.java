package dev.recount.torture.fold;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recount.torture.evidence.Ending.LoggedEvent;
import java.util.Map;
import java.util.Optional;

/** The state that a stream's events come to. */
public sealed interface Folded
        permits FoldedAccount, FoldedOrder, FoldedStock, FoldedCustomer, FoldedGuest, Folded.Other {

    /** Returns the state of a stream before its first event. */
    static Folded beginning(String stream) {
        String type = stream.substring(0, stream.indexOf('/'));
        return switch (type) {
            case "account" -> FoldedAccount.UNOPENED;
            case "order" -> FoldedOrder.UNPLACED;
            case "stock" -> FoldedStock.NOT_OFFERED;
            case "customer" -> new FoldedCustomer(false);
            case "guest" -> FoldedGuest.AWAY;
            default -> new Other();
        };
    }

    /** Returns the state after one event more. */
    Folded after(LoggedEvent event);

    /** Returns the code with which a command has to be rejected now, if it has to be. */
    Optional<String> rejection(String command, JsonNode data);

    /** Returns the rule that forbids that this event is next, if one does. */
    Optional<String> forbids(LoggedEvent event);

    /** Returns the rows that views have of this stream alone, by the names of the views. */
    Map<String, ObjectNode> rows(String id);

    /** Returns the value that the stream holds alone, if it holds one. */
    default Optional<String> held() {
        return Optional.empty();
    }

    /** Tells whether a state, as the server writes it, is this. */
    boolean isLike(JsonNode state);

    /** A stream of a type for which there are no rules here. */
    record Other() implements Folded {

        @Override
        public Folded after(LoggedEvent event) {
            return this;
        }

        @Override
        public Optional<String> rejection(String command, JsonNode data) {
            return Optional.empty();
        }

        @Override
        public Optional<String> forbids(LoggedEvent event) {
            return Optional.empty();
        }

        @Override
        public Map<String, ObjectNode> rows(String id) {
            return Map.of();
        }

        @Override
        public boolean isLike(JsonNode state) {
            return true;
        }
    }
}
