package dev.recount.example.hotel;

/** A fact about a guest of the hotel. */
public sealed interface GuestEvent {

    /** The guest has this room from now on, and no other. */
    record CheckedIn(String room) implements GuestEvent {}

    /** The guest has no room any more. */
    record CheckedOut() implements GuestEvent {}
}
