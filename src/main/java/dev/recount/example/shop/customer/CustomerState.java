package dev.recount.example.shop.customer;

/** What is known of a customer. */
public sealed interface CustomerState {

    /** Somebody who has not registered. */
    record Unknown() implements CustomerState {}

    /** A customer. */
    record Known(String name, String email, Address address) implements CustomerState {

        Known at(Address newAddress) {
            return new Known(name, email, newAddress);
        }

        Known withEmail(String newEmail) {
            return new Known(name, newEmail, address);
        }
    }
}
