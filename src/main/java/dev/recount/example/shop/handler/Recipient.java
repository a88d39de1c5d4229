package dev.recount.example.shop.handler;

import dev.recount.example.shop.customer.CustomerState;
import dev.recount.model.personal.Personal;
import java.util.Optional;

/** The customer to whom a mail goes. */
record Recipient(String name, String email) {

    /** Finds whom to write to; who never registered has left no address, and who was erased has none any more. */
    static Optional<Recipient> of(CustomerState customer) {
        return switch (customer) {
            case CustomerState.Unknown() -> Optional.empty();
            case CustomerState.Known(var name, var email, var _) -> of(name, email);
        };
    }

    private static Optional<Recipient> of(Personal<String> name, Personal<String> email) {
        return switch (email) {
            case Personal.Known<String>(var address, var _) -> named(name, address);
            case Personal.Erased<String>(var _) -> Optional.empty();
        };
    }

    private static Optional<Recipient> named(Personal<String> name, String email) {
        return switch (name) {
            case Personal.Known<String>(var known, var _) -> Optional.of(new Recipient(known, email));
            case Personal.Erased<String>(var _) -> Optional.empty();
        };
    }
}
