package dev.recount.example.hotel;

import java.util.Optional;

/** The whereabouts of a guest. */
public sealed interface GuestState {

    /** Returns the room that the guest holds, if there is one. */
    default Optional<String> held() {
        return this instanceof Staying(var room) ? Optional.of(room) : Optional.empty();
    }

    /** The state of a guest who has no room. */
    record Away() implements GuestState {}

    /** The state of a guest who has a room. */
    record Staying(String room) implements GuestState {}
}
