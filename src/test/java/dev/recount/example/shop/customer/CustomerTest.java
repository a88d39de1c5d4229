package dev.recount.example.shop.customer;

import dev.recount.example.shop.customer.CustomerCommand.ChangeEmail;
import dev.recount.example.shop.customer.CustomerCommand.Register;
import dev.recount.example.shop.customer.CustomerCommand.Relocate;
import dev.recount.example.shop.customer.CustomerEvent.EmailChanged;
import dev.recount.example.shop.customer.CustomerEvent.Registered;
import dev.recount.example.shop.customer.CustomerEvent.Relocated;
import dev.recount.testing.Fixture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CustomerTest {

    private static final Address HOME = new Address("Mill Lane 1", "20095", "Hamburg", "DE");
    private static final Address AWAY = new Address("Long Alley 2", "69001", "Lyon", "FR");
    private static final Registered REGISTERED = new Registered("Anna", "anna@example.org", HOME);

    private final Fixture<CustomerState, CustomerCommand, CustomerEvent> customer = Fixture.of(new Customer());

    @Test
    void registersOnce() {
        customer.when(new Register("Anna", "anna@example.org", HOME))
                .then(REGISTERED)
                .thenState(new CustomerState.Known("Anna", "anna@example.org", HOME));
        customer.given(REGISTERED)
                .when(new Register("Anna", "anna@example.org", HOME))
                .rejected(CustomerRejection.ALREADY_REGISTERED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "Anna\nBcc: all@example.org"})
    void hasANameOfOneLine(String name) {
        customer.when(new Register(name, "anna@example.org", HOME)).rejected(CustomerRejection.INVALID_NAME);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "anna", "anna@example.org, bo@example.org", "Anna <anna@example.org>"})
    void hasAnEmailAddress(String email) {
        customer.when(new Register("Anna", email, HOME)).rejected(CustomerRejection.INVALID_EMAIL);
        customer.given(REGISTERED).when(new ChangeEmail(email)).rejected(CustomerRejection.INVALID_EMAIL);
    }

    @Test
    void hasAWholeAddress() {
        Address[] parts = {
            new Address("", "20095", "Hamburg", "DE"),
            new Address("Mill Lane 1", "", "Hamburg", "DE"),
            new Address("Mill Lane 1", "20095", " ", "DE"),
            new Address("Mill Lane 1", "20095", "Hamburg", "x".repeat(201))
        };
        for (Address part : parts) {
            customer.when(new Register("Anna", "anna@example.org", part))
                    .rejected(CustomerRejection.INCOMPLETE_ADDRESS);
            customer.given(REGISTERED)
                    .when(new Relocate(part, Relocate.Reason.MOVED))
                    .rejected(CustomerRejection.INCOMPLETE_ADDRESS);
        }
    }

    @Test
    void relocatesForAReason() {
        customer.given(REGISTERED)
                .when(new Relocate(AWAY, Relocate.Reason.CORRECTED))
                .then(new Relocated(AWAY, Relocate.Reason.CORRECTED))
                .thenState(new CustomerState.Known("Anna", "anna@example.org", AWAY));
    }

    @Test
    void changesTheEmailAddress() {
        customer.given(REGISTERED)
                .when(new ChangeEmail("a@example.org"))
                .then(new EmailChanged("a@example.org"))
                .thenState(new CustomerState.Known("Anna", "a@example.org", HOME));
    }

    @Test
    void hasNothingHappenThatIsSoAlready() {
        customer.given(REGISTERED)
                .when(new Relocate(HOME, Relocate.Reason.MOVED))
                .then();
        customer.given(REGISTERED).when(new ChangeEmail("anna@example.org")).then();
    }

    @Test
    void isSomebodyWhoHasRegistered() {
        customer.when(new Relocate(AWAY, Relocate.Reason.MOVED)).rejected(CustomerRejection.NOT_REGISTERED);
        customer.when(new ChangeEmail("anna@example.org")).rejected(CustomerRejection.NOT_REGISTERED);
    }
}
