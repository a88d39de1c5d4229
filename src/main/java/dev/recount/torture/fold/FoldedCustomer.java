package dev.recount.torture.fold;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recount.torture.evidence.Ending.LoggedEvent;
import java.util.Map;
import java.util.Optional;

/** A customer of the shop; what is known of one is a row of a view that orders change too. */
record FoldedCustomer(boolean registered) implements Folded {

    @Override
    public FoldedCustomer after(LoggedEvent event) {
        return new FoldedCustomer(true);
    }

    @Override
    public Optional<String> rejection(String command, JsonNode data) {
        boolean registers = command.equals("Register");
        if (registered) {
            return registers ? Optional.of("ALREADY_REGISTERED") : Optional.empty();
        }
        return registers ? Optional.empty() : Optional.of("NOT_REGISTERED");
    }

    @Override
    public Optional<String> forbids(LoggedEvent event) {
        return rejection(event.type().equals("customer.Registered") ? "Register" : "Relocate", event.data());
    }

    @Override
    public Map<String, ObjectNode> rows(String id) {
        return Map.of();
    }

    @Override
    public boolean isLike(JsonNode state) {
        return state.path("status").asText().equals(registered ? "Known" : "Unknown");
    }
}
