package dev.recount.example.hotel;

import dev.recount.model.domain.Domain;
import dev.recount.model.type.StreamType;
import dev.recount.model.type.Unique;
import java.util.List;
import java.util.Optional;

/** A hotel, in which each room has one guest at a time. */
public final class Hotel implements Domain {

    /** The name of the rooms that guests hold. */
    public static final Unique<String> ROOM = Unique.named("room");

    /** The stream type of guests. */
    public static final StreamType<GuestState, GuestCommand, GuestEvent> GUEST =
            StreamType.of("guest", new Guest()).unique(ROOM, GuestState::held);

    /** Makes the hotel. */
    public Hotel() {}

    @Override
    public String name() {
        return "hotel";
    }

    @Override
    public Optional<String> revision() {
        return Optional.of("hotel-1");
    }

    @Override
    public List<StreamType<?, ?, ?>> streamTypes() {
        return List.of(GUEST);
    }
}
