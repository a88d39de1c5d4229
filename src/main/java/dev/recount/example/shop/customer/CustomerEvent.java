package dev.recount.example.shop.customer;

import dev.recount.model.personal.Personal;

/** The events of a customer. */
public sealed interface CustomerEvent {

    /** A person became a customer. */
    record Registered(Personal<String> name, Personal<String> email, Personal<Address> address)
            implements CustomerEvent {}

    /** The customer has another address. */
    record Relocated(Personal<Address> address, CustomerCommand.Relocate.Reason reason) implements CustomerEvent {}

    /** The customer has another e-mail address. */
    record EmailChanged(Personal<String> email) implements CustomerEvent {}
}
