package dev.recount.example.shop.customer;

/** What can be asked of a customer's record. */
public sealed interface CustomerCommand {

    /** Makes somebody a customer. */
    record Register(String name, String email, Address address) implements CustomerCommand {}

    /** Gives the customer another address, and says why: a move and a slip of the pen are not the same. */
    record Relocate(Address address, Relocate.Reason reason) implements CustomerCommand {

        /** Why an address is another one now. */
        public enum Reason {
            MOVED,
            CORRECTED
        }
    }

    /** Gives the customer another e-mail address. */
    record ChangeEmail(String email) implements CustomerCommand {}
}
