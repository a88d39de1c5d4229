package dev.recount.example.shop.customer;

/** What can happen to a customer. */
public sealed interface CustomerEvent {

    /** Somebody became a customer. */
    record Registered(String name, String email, Address address) implements CustomerEvent {}

    /** The customer has another address. */
    record Relocated(Address address, CustomerCommand.Relocate.Reason reason) implements CustomerEvent {}

    /** The customer has another e-mail address. */
    record EmailChanged(String email) implements CustomerEvent {}
}
