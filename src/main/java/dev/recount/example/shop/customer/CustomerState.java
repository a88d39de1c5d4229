package dev.recount.example.shop.customer;

/** The state of a customer's record. */
public sealed interface CustomerState {

    /** A person who has not registered. */
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
