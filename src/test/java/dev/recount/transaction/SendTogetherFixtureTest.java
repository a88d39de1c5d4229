package dev.recount.transaction;

import static dev.recount.transaction.Purses.PAYMENT;
import static dev.recount.transaction.Purses.PURSE;

import dev.recount.testing.HandlerFixture;
import dev.recount.transaction.Purses.PaymentCommand;
import dev.recount.transaction.Purses.PaymentEvent;
import dev.recount.transaction.Purses.Purse;
import dev.recount.transaction.Purses.PurseCommand;
import dev.recount.transaction.Purses.PurseEvent;
import org.junit.jupiter.api.Test;

/** Commands that handlers send together, in fixtures. */
class SendTogetherFixtureTest {

    private static HandlerFixture fixture() {
        return HandlerFixture.of(Purses.PAY, new Purses()).given(PURSE, "a", new PurseEvent.Filled(100));
    }

    @Test
    void areAllCarriedOut() {
        fixture()
                .when(PAYMENT, "1", new PaymentEvent.Asked("a", "b", 70))
                .thenSent(PURSE, "b", new PurseCommand.Put(70))
                .thenSent(PURSE, "a", new PurseCommand.Take(70))
                .thenSent(PAYMENT, "1", new PaymentCommand.Note("paid [1, 2]"))
                .thenNothingElse()
                .thenState(PURSE, "a", new Purse(30))
                .thenState(PURSE, "b", new Purse(70));
    }

    @Test
    void areNotCarriedOutWhereOneIsRejected() {
        fixture()
                .when(PAYMENT, "1", new PaymentEvent.Asked("b", "a", 70))
                .thenSent(PURSE, "b", new PurseCommand.Take(70))
                .thenSent(PAYMENT, "1", new PaymentCommand.Note("1 NOT_ENOUGH"))
                .thenNothingElse()
                .thenState(PURSE, "a", new Purse(100));
    }

    @Test
    void areCarriedOutOnceWhereTheReactionIsDoneAgain() {
        fixture()
                .crashingAfterEachCommand()
                .when(PAYMENT, "1", new PaymentEvent.Asked("a", "b", 70))
                .thenState(PURSE, "a", new Purse(30))
                .thenState(PURSE, "b", new Purse(70));
    }
}
