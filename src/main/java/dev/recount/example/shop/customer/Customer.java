package dev.recount.example.shop.customer;

import static dev.recount.model.Decision.accept;
import static dev.recount.model.Decision.reject;

import dev.recount.example.Text;
import dev.recount.example.shop.customer.CustomerCommand.ChangeEmail;
import dev.recount.example.shop.customer.CustomerCommand.Register;
import dev.recount.example.shop.customer.CustomerCommand.Relocate;
import dev.recount.example.shop.customer.CustomerEvent.EmailChanged;
import dev.recount.example.shop.customer.CustomerEvent.Registered;
import dev.recount.example.shop.customer.CustomerEvent.Relocated;
import dev.recount.model.Aggregate;
import dev.recount.model.Context;
import dev.recount.model.Decision;
import dev.recount.model.personal.Personal;
import dev.recount.model.type.StreamType;
import java.util.function.Predicate;

/**
 * A customer of the shop, who lives at the address that was told last. One who is erased has gone on being a customer,
 * of whom nothing is known.
 */
public final class Customer implements Aggregate<CustomerState, CustomerCommand, CustomerEvent> {

    /** The stream type of customers. */
    public static final StreamType<CustomerState, CustomerCommand, CustomerEvent> TYPE =
            StreamType.of("customer", new Customer());

    private static final int LONGEST_NAME = 200;

    private static final String NAME_RULE = "a name is one line of 1 to 200 characters";
    private static final String EMAIL_RULE =
            "an e-mail address looks like anna@example.org, with at most 254 characters";
    private static final String ADDRESS_RULE =
            "an address has street, postal code, city and country, each a line of 1 to" + " 200 characters";

    @Override
    public CustomerState initial() {
        return new CustomerState.Unknown();
    }

    @Override
    public Decision<CustomerEvent> decide(CustomerState state, CustomerCommand command, Context context) {
        return switch (state) {
            case CustomerState.Unknown() -> decideUnknown(command);
            case CustomerState.Known customer -> decideKnown(customer, command);
        };
    }

    @Override
    public CustomerState evolve(CustomerState state, CustomerEvent event) {
        return switch (event) {
            case Registered(var name, var email, var address) -> new CustomerState.Known(name, email, address);
            case Relocated(var address, var _) -> known(state).at(address);
            case EmailChanged(var email) -> known(state).withEmail(email);
        };
    }

    private static Decision<CustomerEvent> decideUnknown(CustomerCommand command) {
        return switch (command) {
            case Register(var name, var _, var _)
            when !passes(name, Customer::isName) -> reject(CustomerRejection.INVALID_NAME, NAME_RULE);
            case Register(var _, var email, var _)
            when !passes(email, Text::isEmail) -> reject(CustomerRejection.INVALID_EMAIL, EMAIL_RULE);
            case Register(var _, var _, var address) when !passes(address, Address::isComplete) -> incomplete();
            case Register(var name, var email, var address) -> accept(new Registered(name, email, address));
            case Relocate _, ChangeEmail _ ->
                reject(CustomerRejection.NOT_REGISTERED, "the customer has not registered");
        };
    }

    private static Decision<CustomerEvent> decideKnown(CustomerState.Known customer, CustomerCommand command) {
        return switch (command) {
            case Register _ -> reject(CustomerRejection.ALREADY_REGISTERED, "the customer has registered already");
            case Relocate(var address, var _) when !passes(address, Address::isComplete) -> incomplete();
            case Relocate(var address, var _) when isSame(address, customer.address()) -> accept();
            case Relocate(var address, var reason) -> accept(new Relocated(address, reason));
            case ChangeEmail(var email)
            when !passes(email, Text::isEmail) -> reject(CustomerRejection.INVALID_EMAIL, EMAIL_RULE);
            case ChangeEmail(var email) when isSame(email, customer.email()) -> accept();
            case ChangeEmail(var email) -> accept(new EmailChanged(email));
        };
    }

    /** What is erased by the time a command is decided on again passes no check. */
    private static <T> boolean passes(Personal<T> told, Predicate<T> check) {
        return switch (told) {
            case Personal.Known<T>(var value, var _) -> check.test(value);
            case Personal.Erased<T>(var _) -> false;
        };
    }

    /** What is erased is the same as nothing, not even as what else is erased. */
    private static <T> boolean isSame(Personal<T> told, Personal<T> before) {
        return passes(told, value -> passes(before, value::equals));
    }

    private static boolean isName(String name) {
        return Text.isLine(name, LONGEST_NAME);
    }

    private static Decision<CustomerEvent> incomplete() {
        return reject(CustomerRejection.INCOMPLETE_ADDRESS, ADDRESS_RULE);
    }

    private static CustomerState.Known known(CustomerState state) {
        if (state instanceof CustomerState.Known customer) {
            return customer;
        }
        throw new IllegalStateException("only a registered customer has such events, but this one is " + state);
    }
}
