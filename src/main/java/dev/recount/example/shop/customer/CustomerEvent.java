package dev.recount.example.shop.customer;

/** The events of a customer. */
public sealed interface CustomerEvent {

    /** A person became a customer. */
    record Registered(String name, String email, Address address) implements CustomerEvent {}

    /** The customer has another address. */
    record Relocated(Address address, CustomerCommand.Relocate.Reason reason) implements CustomerEvent {}

    /** The customer has another e-mail address. */
    record EmailChanged(String email) implements CustomerEvent {}
}
