package dev.recount.example.shop.customer;

import dev.recount.model.personal.Personal;

/** The commands of a customer's record. */
public sealed interface CustomerCommand {

    /** Registers a person as a customer. */
    record Register(Personal<String> name, Personal<String> email, Personal<Address> address)
            implements CustomerCommand {}

    /** Gives the customer another address, and says why: a move and a slip of the pen are not the same. */
    record Relocate(Personal<Address> address, Relocate.Reason reason) implements CustomerCommand {

        /** The reasons for which an address changes. */
        public enum Reason {
            MOVED,
            CORRECTED
        }
    }

    /** Gives the customer another e-mail address. */
    record ChangeEmail(Personal<String> email) implements CustomerCommand {}
}
