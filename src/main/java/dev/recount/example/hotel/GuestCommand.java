package dev.recount.example.hotel;

/** A command to a guest of the hotel. */
public sealed interface GuestCommand {

    /** Give the guest a room, in the place of one that the guest may have. */
    record CheckIn(String room) implements GuestCommand {}

    /** Have the guest give the room back. */
    record CheckOut() implements GuestCommand {}
}
