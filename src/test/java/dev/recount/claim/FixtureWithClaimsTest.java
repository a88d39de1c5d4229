package dev.recount.claim;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.recount.claim.Club.MemberCommand;
import dev.recount.claim.Club.MemberEvent;
import dev.recount.model.personal.Personal;
import dev.recount.testing.Fixture;
import org.junit.jupiter.api.Test;

/** The fixture of rules whose streams hold values that no two streams hold. */
class FixtureWithClaimsTest {

    @Test
    void tellsWhatAnotherStreamHolds() {
        Fixture.of(new Club().members())
                .held("handle", "anna")
                .when(new MemberCommand.Join(Personal.of("ben@example.com"), "anna"))
                .taken("handle");
    }

    @Test
    void tellsWhatAnotherStreamHoldsOfPersonalData() {
        Fixture.of(new Club().members())
                .held("email", "ben@example.com")
                .when(new MemberCommand.Join(Personal.of("ben@example.com"), "ben"))
                .taken("email")
                .thenState(new Club.Members().initial());
    }

    @Test
    void letsAStreamTakeWhatNobodyHolds() {
        var fixture = Fixture.of(new Club().members()).held("handle", "anna").held("email", "anna");
        fixture.when(new MemberCommand.Join(Personal.of("ben@example.com"), "ben"))
                .then(new MemberEvent.Joined(Personal.of("ben@example.com"), "ben"));
        assertThatThrownBy(() -> fixture.when(new MemberCommand.Join(Personal.of("ben@example.com"), "ben"))
                        .taken("handle"))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("expected that the value of handle is taken");
    }

    @Test
    void knowsNoNameThatTheTypeHasNot() {
        var fixture = Fixture.of(new Club().members());
        assertThatThrownBy(() -> fixture.held("phone", "1"))
                .hasMessage("streams of type member hold no values of phone");
    }
}
