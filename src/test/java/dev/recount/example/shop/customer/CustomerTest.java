package dev.recount.example.shop.customer;

import dev.recount.example.shop.customer.CustomerCommand.ChangeEmail;
import dev.recount.example.shop.customer.CustomerCommand.Register;
import dev.recount.example.shop.customer.CustomerCommand.Relocate;
import dev.recount.example.shop.customer.CustomerEvent.EmailChanged;
import dev.recount.example.shop.customer.CustomerEvent.Registered;
import dev.recount.example.shop.customer.CustomerEvent.Relocated;
import dev.recount.model.personal.Personal;
import dev.recount.testing.Fixture;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CustomerTest {

    private static final Personal<Address> HOME = Personal.of(new Address("Mill Lane 1", "20095", "Hamburg", "DE"));
    private static final Personal<Address> AWAY = Personal.of(new Address("Long Alley 2", "69001", "Lyon", "FR"));
    private static final Personal<String> ANNA = Personal.of("Anna");
    private static final Personal<String> EMAIL = Personal.of("anna@example.org");
    private static final Personal<String> OTHER_EMAIL = Personal.of("a@example.org");
    private static final Registered REGISTERED = new Registered(ANNA, EMAIL, HOME);

    private static final Personal<String> ERASED = new Personal.Erased<>(Optional.empty());
    private static final Personal<Address> NOWHERE = new Personal.Erased<>(Optional.empty());

    private final Fixture<CustomerState, CustomerCommand, CustomerEvent> customer = Fixture.of(new Customer());

    @Test
    void registersOnce() {
        customer.when(new Register(ANNA, EMAIL, HOME))
                .then(REGISTERED)
                .thenState(new CustomerState.Known(ANNA, EMAIL, HOME));
        customer.given(REGISTERED).when(new Register(ANNA, EMAIL, HOME)).rejected(CustomerRejection.ALREADY_REGISTERED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "Anna\nBcc: all@example.org"})
    void hasANameOfOneLine(String name) {
        customer.when(new Register(Personal.of(name), EMAIL, HOME)).rejected(CustomerRejection.INVALID_NAME);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "anna", "anna@example.org, bo@example.org", "Anna <anna@example.org>"})
    void hasAnEmailAddress(String email) {
        customer.when(new Register(ANNA, Personal.of(email), HOME)).rejected(CustomerRejection.INVALID_EMAIL);
        customer.given(REGISTERED).when(new ChangeEmail(Personal.of(email))).rejected(CustomerRejection.INVALID_EMAIL);
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
            customer.when(new Register(ANNA, EMAIL, Personal.of(part))).rejected(CustomerRejection.INCOMPLETE_ADDRESS);
            customer.given(REGISTERED)
                    .when(new Relocate(Personal.of(part), Relocate.Reason.MOVED))
                    .rejected(CustomerRejection.INCOMPLETE_ADDRESS);
        }
    }

    @Test
    void relocatesForAReason() {
        customer.given(REGISTERED)
                .when(new Relocate(AWAY, Relocate.Reason.CORRECTED))
                .then(new Relocated(AWAY, Relocate.Reason.CORRECTED))
                .thenState(new CustomerState.Known(ANNA, EMAIL, AWAY));
    }

    @Test
    void changesTheEmailAddress() {
        customer.given(REGISTERED)
                .when(new ChangeEmail(OTHER_EMAIL))
                .then(new EmailChanged(OTHER_EMAIL))
                .thenState(new CustomerState.Known(ANNA, OTHER_EMAIL, HOME));
    }

    @Test
    void hasNothingHappenThatIsSoAlready() {
        customer.given(REGISTERED)
                .when(new Relocate(HOME, Relocate.Reason.MOVED))
                .then();
        customer.given(REGISTERED).when(new ChangeEmail(EMAIL)).then();
    }

    @Test
    void isSomebodyWhoHasRegistered() {
        customer.when(new Relocate(AWAY, Relocate.Reason.MOVED)).rejected(CustomerRejection.NOT_REGISTERED);
        customer.when(new ChangeEmail(EMAIL)).rejected(CustomerRejection.NOT_REGISTERED);
    }

    @Test
    void tellsNothingThatIsErased() {
        customer.when(new Register(ERASED, EMAIL, HOME)).rejected(CustomerRejection.INVALID_NAME);
        customer.when(new Register(ANNA, ERASED, HOME)).rejected(CustomerRejection.INVALID_EMAIL);
        customer.when(new Register(ANNA, EMAIL, NOWHERE)).rejected(CustomerRejection.INCOMPLETE_ADDRESS);
        customer.given(REGISTERED).when(new ChangeEmail(ERASED)).rejected(CustomerRejection.INVALID_EMAIL);
        customer.given(REGISTERED)
                .when(new Relocate(NOWHERE, Relocate.Reason.MOVED))
                .rejected(CustomerRejection.INCOMPLETE_ADDRESS);
    }

    @Test
    void isStillACustomerOnceErased() {
        var erased = customer.given(new Registered(ERASED, ERASED, NOWHERE));

        erased.when(new Register(ANNA, EMAIL, HOME)).rejected(CustomerRejection.ALREADY_REGISTERED);
        erased.when(new ChangeEmail(EMAIL))
                .then(new EmailChanged(EMAIL))
                .thenState(new CustomerState.Known(ERASED, EMAIL, NOWHERE));
        erased.when(new Relocate(HOME, Relocate.Reason.MOVED))
                .then(new Relocated(HOME, Relocate.Reason.MOVED))
                .thenState(new CustomerState.Known(ERASED, ERASED, HOME));
    }
}
