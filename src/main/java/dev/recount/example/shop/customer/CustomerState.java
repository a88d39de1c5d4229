package dev.recount.example.shop.customer;

import dev.recount.model.personal.Personal;

/** The state of a customer's record. */
public sealed interface CustomerState {

    /** A person who has not registered. */
    record Unknown() implements CustomerState {}

    /** A customer, who stays one when what is told here of the person is erased. */
    record Known(Personal<String> name, Personal<String> email, Personal<Address> address) implements CustomerState {

        Known at(Personal<Address> newAddress) {
            return new Known(name, email, newAddress);
        }

        Known withEmail(Personal<String> newEmail) {
            return new Known(name, newEmail, address);
        }
    }
}
