package dev.recount.torture.fold;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recount.torture.evidence.Ending.LoggedEvent;
import java.util.Map;
import java.util.Optional;

/**
 * A guest of the hotel.
 *
 * @param room where the guest is; nothing if in no room
 */
record FoldedGuest(Optional<String> room) implements Folded {

    static final FoldedGuest AWAY = new FoldedGuest(Optional.empty());

    @Override
    public FoldedGuest after(LoggedEvent event) {
        return event.type().equals("guest.CheckedIn")
                ? new FoldedGuest(Optional.of(event.data().path("room").asText()))
                : AWAY;
    }

    @Override
    public Optional<String> rejection(String command, JsonNode data) {
        if (command.equals("CheckOut")) {
            return room.isEmpty() ? Optional.of("NOT_THERE") : Optional.empty();
        }
        return room.filter(data.path("room").asText()::equals).map(_ -> "THERE_ALREADY");
    }

    @Override
    public Optional<String> forbids(LoggedEvent event) {
        return rejection(event.type().equals("guest.CheckedIn") ? "CheckIn" : "CheckOut", event.data());
    }

    @Override
    public Map<String, ObjectNode> rows(String id) {
        return Map.of();
    }

    @Override
    public Optional<String> held() {
        return room;
    }

    @Override
    public boolean isLike(JsonNode state) {
        return room.map(in -> state.path("status").asText().equals("Staying")
                        && state.path("room").asText().equals(in))
                .orElseGet(() -> state.path("status").asText().equals("Away"));
    }
}
