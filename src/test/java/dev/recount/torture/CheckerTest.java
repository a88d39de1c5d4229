package dev.recount.torture;

import static dev.recount.torture.Story.accepted;
import static dev.recount.torture.Story.afterSilence;
import static dev.recount.torture.Story.again;
import static dev.recount.torture.Story.changed;
import static dev.recount.torture.Story.expecting;
import static dev.recount.torture.Story.json;
import static dev.recount.torture.Story.operation;
import static dev.recount.torture.Story.rejected;
import static dev.recount.torture.Story.repeated;
import static org.assertj.core.api.Assertions.assertThat;

import dev.recount.torture.check.Kind;
import dev.recount.torture.check.Violation;
import dev.recount.torture.evidence.Answer;
import dev.recount.torture.evidence.Ending.Finding;
import dev.recount.torture.evidence.Ending.Held;
import dev.recount.torture.evidence.Ending.Holder;
import dev.recount.torture.evidence.Ending.LoggedEvent;
import dev.recount.torture.evidence.Ending.Unsettled;
import dev.recount.torture.evidence.Ending.ViewRow;
import dev.recount.torture.evidence.Evidence;
import dev.recount.torture.evidence.EvidenceFiles;
import dev.recount.torture.evidence.EvidenceWriter;
import dev.recount.torture.evidence.Operation;
import dev.recount.torture.evidence.Query;
import dev.recount.torture.evidence.ReceivedEvent;
import dev.recount.torture.evidence.SeenCheckpoint;
import dev.recount.torture.evidence.StreamLook;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CheckerTest {

    private static final String ACCOUNT = "account/t-a";
    private static final String DEPOSIT = "{'amount':10.00,'method':'CASH'}";

    private final Story story = Story.clean();

    private List<Kind> kinds() {
        return Checker.check(story.evidence()).stream()
                .map(Violation::kind)
                .distinct()
                .toList();
    }

    /** Returns the place in the log of the account's event of a version. */
    private static int at(int version) {
        return version - 1;
    }

    @Test
    void findsNothingWhereAllIsAsItShouldBe() {
        assertThat(Checker.check(story.evidence())).isEmpty();
    }

    /** Each command that clients of a trial send, but for those that are in the story already. */
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "order;Refund;order.Refunded;{}",
                "order;Cancel;order.Cancelled;{'reason':'CUSTOMER_REQUEST'}",
                "order;Ship;order.Shipped;{'carrier':'Night Mail','trackingNumber':'T1'}",
                "customer;Register;customer.Registered;{'name':'Ann'}"
            },
            quoteCharacter = '"')
    void findsNothingLostOfAnyCommand(String type, String command, String event, String data) {
        String stream = type + "/t-new";
        story.event(stream, event, "n1", data);
        story.operations.add(operation(stream, command, "n1", data, 90, accepted(1)));
        assertThat(kinds()).doesNotContain(Kind.LOST);
    }

    /** Takes 1 from the account and gives it to another, by two commands that were sent together. */
    private void transfer() {
        story.event("account/t-b", "account.Opened", "b1", "{'owner':'Ben','overdraftLimit':0.00}");
        story.event(ACCOUNT, "account.Withdrawn", "b2", "{'amount':1.00,'method':'TRANSFER'}");
        story.event("account/t-b", "account.Deposited", "b2", "{'amount':1.00,'method':'TRANSFER'}");
        story.operations.add(
                operation("account/t-b", "Open", "b1", "{'owner':'Ben','overdraftLimit':0}", 80, accepted(1)));
        story.operations.add(operation(ACCOUNT, "Withdraw", "b2", "{'amount':1,'method':'TRANSFER'}", 90, accepted(5)));
        story.operations.add(
                operation("account/t-b", "Deposit", "b2", "{'amount':1,'method':'TRANSFER'}", 90, accepted(2)));
    }

    @Test
    void findsWhatWasSentTogetherAndCarriedOutByHalf() {
        transfer();
        assertThat(kinds()).doesNotContain(Kind.PARTLY_CARRIED_OUT);
        story.log.removeIf(event -> event.stream().equals("account/t-b") && event.version() == 2);
        assertThat(kinds()).contains(Kind.PARTLY_CARRIED_OUT, Kind.LOST);
    }

    @Test
    void findsWhatWasSentTogetherAndRejectedWithoutAReason() {
        for (String stream : List.of(ACCOUNT, "account/t-b")) {
            story.operations.add(operation(
                    stream,
                    "Deposit",
                    "b3",
                    "{'amount':1,'method':'TRANSFER'}",
                    95,
                    rejected(Answer.NOT_TOGETHER, "INSUFFICIENT_FUNDS")));
        }
        assertThat(kinds()).containsExactly(Kind.PARTLY_CARRIED_OUT);
    }

    @Test
    void judgesTheSameAfterEvidenceWasWrittenAndRead(@TempDir Path folder) {
        story.operations.removeIf(each -> each.key().equals("k5"));
        Evidence evidence = story.evidence();
        try (var writer = new EvidenceWriter(folder)) {
            writer.add(evidence.run());
            for (List<? extends Record> records : List.of(
                    story.operations,
                    story.readings,
                    story.queries,
                    story.deliveries,
                    story.log,
                    story.rows,
                    story.holders,
                    story.held,
                    story.states)) {
                records.forEach(writer::add);
            }
        }
        assertThat(Checker.check(new EvidenceFiles(folder).read()).toString())
                .isEqualTo(Checker.check(evidence).toString())
                .contains("PHANTOM");
    }

    @Test
    void findsCheckpointsOfTwoHistories() {
        story.checkpoints.add(new SeenCheckpoint("n1", "1", "bank/1", 7, "root"));
        story.checkpoints.add(new SeenCheckpoint("n2", "1", "bank/1", 7, "root"));
        story.checkpoints.add(new SeenCheckpoint(SeenCheckpoint.END, "1", "bank/1", 7, "root"));
        assertThat(kinds()).isEmpty();

        story.checkpoints.set(1, new SeenCheckpoint("n2", "1", "bank/1", 7, "other"));
        assertThat(kinds()).containsExactly(Kind.TWO_HISTORIES);
        story.checkpoints.set(1, new SeenCheckpoint("n2", "1", "bank/2", 7, "root"));
        assertThat(kinds()).containsExactly(Kind.TWO_HISTORIES);
        story.checkpoints.set(1, new SeenCheckpoint("n2", "1", "bank/1", 8, "root"));
        assertThat(kinds()).containsExactly(Kind.TWO_HISTORIES);
    }

    @Nested
    class Writes {

        @Test
        void missesAnAcknowledgedEvent() {
            story.operations.add(operation(ACCOUNT, "Deposit", "k9", DEPOSIT, 90, accepted(5)));
            assertThat(kinds()).contains(Kind.LOST);
        }

        @Test
        void missesAnAcknowledgedCommandWhoseVersionIsAnothers() {
            story.operations.add(operation(ACCOUNT, "Deposit", "k9", DEPOSIT, 90, accepted(2)));
            assertThat(kinds()).contains(Kind.LOST);
        }

        @Test
        void findsAnEventThatDoesNotSayWhatWasSent() {
            Operation deposit = story.operations.get(1);
            assertThat(deposit.key()).isEqualTo("k2");
            story.operations.set(
                    1, operation(ACCOUNT, "Deposit", "k2", "{'amount':10.01,'method':'CASH'}", 20, accepted(2)));
            assertThat(kinds()).contains(Kind.LOST);
        }

        @Test
        void findsACommandThatWasCarriedOutTwice() {
            story.event(ACCOUNT, "account.Deposited", "k2", DEPOSIT);
            assertThat(kinds()).contains(Kind.DOUBLED);
        }

        @Test
        void allowsAgainWhatTheStreamMayHaveForgotten() {
            for (int number = 0; number < Story.REMEMBERED; number++) {
                story.event(ACCOUNT, "account.Deposited", "unknown" + number, DEPOSIT);
            }
            story.event(ACCOUNT, "account.Deposited", "k2", DEPOSIT);
            assertThat(kinds()).doesNotContain(Kind.DOUBLED);
        }

        @Test
        void findsARepeatThatIsNotAnsweredAsOne() {
            story.operations.add(again(story.operations.get(1), 30, accepted(2)));
            assertThat(kinds()).containsExactly(Kind.DOUBLED);
        }

        @Test
        void findsARepeatOfAnotherVersion() {
            story.operations.add(again(story.operations.get(1), 90, repeated(3)));
            assertThat(kinds()).containsExactlyInAnyOrder(Kind.DOUBLED, Kind.LOST);
        }

        @Test
        void findsARejectedCommandThatLeftAnEvent() {
            story.event(ACCOUNT, "account.Withdrawn", "k4", "{'amount':1.00,'method':'CARD'}");
            assertThat(kinds()).contains(Kind.REJECTED_BUT_STORED);
        }

        @Test
        void findsACommandThatWasNotCarriedOutAsToldAndLeftAnEvent() {
            story.event(ACCOUNT, "account.Deposited", "k9", DEPOSIT);
            story.operations.add(
                    operation(ACCOUNT, "Deposit", "k9", DEPOSIT, 90, new Answer.Refused(503, "UNAVAILABLE")));
            assertThat(kinds()).contains(Kind.REJECTED_BUT_STORED);
        }

        @Test
        void allowsARejectedCommandAnEventOfAnAttemptThatNobodyAnswered() {
            story.event(ACCOUNT, "account.Deposited", "k9", DEPOSIT);
            story.operations.add(afterSilence(
                    operation(ACCOUNT, "Deposit", "k9", DEPOSIT, 90, rejected(412, "VERSION_CONFLICT")), 80));
            assertThat(kinds()).doesNotContain(Kind.REJECTED_BUT_STORED);
        }

        @Test
        void findsAnEventOfNobodysCommand() {
            story.event(ACCOUNT, "account.Deposited", "nobody", DEPOSIT);
            assertThat(kinds()).contains(Kind.PHANTOM);
        }
    }

    @Nested
    class Order {

        @Test
        void findsAGap() {
            LoggedEvent last = story.log.get(at(4));
            story.log.set(
                    at(4),
                    changed(last, 5, "k5", last.previousHash(), last.data().toString()));
            assertThat(kinds()).contains(Kind.VERSION_GAP);
        }

        @Test
        void findsAVersionTwice() {
            LoggedEvent last = story.log.get(at(4));
            story.log.set(
                    at(4),
                    changed(last, 3, "k5", last.previousHash(), last.data().toString()));
            assertThat(kinds()).contains(Kind.VERSION_GAP);
        }

        @Test
        void findsCommandsInAnotherOrderThanTheyWereAcknowledged() {
            story.operations.set(
                    0, operation(ACCOUNT, "Open", "k1", "{'owner':'Anna','overdraftLimit':0}", 30, accepted(1)));
            assertThat(kinds()).contains(Kind.OUT_OF_ORDER);
        }

        @Test
        void findsALookThatDoesNotShowWhatWasAcknowledged() {
            story.readings.add(new StreamLook(
                    1, ACCOUNT, "n2", 46, 48, 200, 2, json("{'status':'Open','owner':'Anna','balance':10.00}")));
            assertThat(kinds()).containsExactly(Kind.STALE_READ);
        }

        @Test
        void findsALookThatDoesNotSeeTheStreamAtAll() {
            story.readings.add(new StreamLook(1, ACCOUNT, "n2", 46, 48, 404, 0, json("null")));
            assertThat(kinds()).containsExactly(Kind.STALE_READ);
        }

        @Test
        void findsALookAtWhatHadNotBegun() {
            story.readings.add(new StreamLook(
                    1, ACCOUNT, "n2", 46, 48, 200, 4, json("{'status':'Open','owner':'Anna','balance':7.50}")));
            assertThat(kinds()).contains(Kind.FUTURE_READ);
        }

        @Test
        void findsAStateThatIsNotThatOfItsVersion() {
            story.readings.add(new StreamLook(
                    1, ACCOUNT, "n2", 46, 48, 200, 3, json("{'status':'Open','owner':'Anna','balance':6.01}")));
            assertThat(kinds()).containsExactly(Kind.WRONG_STATE);
        }

        @Test
        void findsALostUpdate() {
            story.event(ACCOUNT, "account.Deposited", "k9", DEPOSIT);
            story.operations.add(expecting(3, operation(ACCOUNT, "Deposit", "k9", DEPOSIT, 90, accepted(5))));
            assertThat(kinds()).contains(Kind.LOST_UPDATE, Kind.WRONG_VERSION);
        }
    }

    @Nested
    class Holders {

        private static final String OTHER = "guest/t-g3";
        private static final String ROOM = "{'room':'t-r1'}";

        @Test
        void findsASecondOne() {
            story.event(OTHER, "guest.CheckedIn", "g9", ROOM);
            story.operations.add(operation(OTHER, "CheckIn", "g9", ROOM, 90, accepted(1)));
            assertThat(kinds()).contains(Kind.WRONG_HOLDER);
        }

        @Test
        void findsASecondOneThatGaveItBackLater() {
            story.event(OTHER, "guest.CheckedIn", "g9", ROOM);
            story.event("guest/t-g2", "guest.CheckedOut", "g10", "{}");
            story.operations.add(operation(OTHER, "CheckIn", "g9", ROOM, 90, accepted(1)));
            story.operations.add(operation("guest/t-g2", "CheckOut", "g10", "{}", 90, accepted(2)));
            story.holders.set(0, new Holder("room", "t-r1", OTHER));
            assertThat(kinds()).contains(Kind.WRONG_HOLDER);
        }

        @Test
        void findsThatOneIsLost() {
            story.holders.set(0, new Holder("room", "t-r1", ""));
            story.held.set(0, new Held("room", 1, 0));
            assertThat(kinds()).containsExactly(Kind.WRONG_HOLDER);
        }

        @Test
        void findsOneThatGaveItBack() {
            story.event("guest/t-g2", "guest.CheckedOut", "g9", "{}");
            story.operations.add(operation("guest/t-g2", "CheckOut", "g9", "{}", 90, accepted(2)));
            assertThat(kinds()).contains(Kind.WRONG_HOLDER);
        }

        @Test
        void findsMoreThanThereAre() {
            story.held.set(0, new Held("room", 3, 0));
            assertThat(kinds()).containsExactly(Kind.WRONG_HOLDER);
            story.held.set(0, new Held("room", 2, 1));
            assertThat(kinds()).containsExactly(Kind.WRONG_HOLDER);
        }

        @Test
        void findsARejectionForARoomThatNobodyCanHaveHeld() {
            story.operations.add(
                    operation("guest/t-g2", "CheckIn", "g9", "{'room':'t-r9'}", 60, rejected(422, "TAKEN")));
            assertThat(kinds()).containsExactly(Kind.IMPLAUSIBLE_ANSWER);
        }
    }

    @Nested
    class Sense {

        @Test
        void findsAConflictThatThereWasNot() {
            story.operations.add(
                    expecting(4, operation(ACCOUNT, "Deposit", "k9", DEPOSIT, 90, rejected(412, "VERSION_CONFLICT"))));
            assertThat(kinds()).containsExactly(Kind.IMPLAUSIBLE_ANSWER);
        }

        @Test
        void findsARejectionThatNoRuleExplains() {
            story.operations.add(operation(
                    ACCOUNT,
                    "Withdraw",
                    "k9",
                    "{'amount':7.50,'method':'CARD'}",
                    90,
                    rejected(422, "INSUFFICIENT_FUNDS")));
            assertThat(kinds()).containsExactly(Kind.IMPLAUSIBLE_ANSWER);
        }

        @Test
        void findsAFailure() {
            story.operations.add(
                    operation(ACCOUNT, "Deposit", "k9", DEPOSIT, 90, new Answer.Unknown(500, "STREAM_DAMAGED")));
            assertThat(kinds()).containsExactly(Kind.IMPLAUSIBLE_ANSWER);
        }

        @Test
        void findsAnEventThatTheRulesForbid() {
            story.operations.add(
                    operation(ACCOUNT, "Withdraw", "k9", "{'amount':7.51,'method':'CARD'}", 90, accepted(5)));
            story.event(ACCOUNT, "account.Withdrawn", "k9", "{'amount':7.51,'method':'CARD'}");
            assertThat(kinds()).contains(Kind.BROKEN_RULE);
        }
    }

    @Nested
    class Hashes {

        @Test
        void findsAForeignBeginning() {
            LoggedEvent first = story.log.get(at(1));
            story.log.set(
                    at(1), changed(first, 1, "k1", "A".repeat(43), first.data().toString()));
            assertThat(kinds()).containsExactly(Kind.BROKEN_CHAIN);
        }

        @Test
        void findsTwoEventsAfterTheSame() {
            LoggedEvent third = story.log.get(at(3));
            String fork = story.log.get(at(2)).previousHash();
            story.log.set(at(3), changed(third, 3, "k3", fork, third.data().toString()));
            assertThat(kinds()).containsExactly(Kind.BROKEN_CHAIN);
        }

        @Test
        void takesWhatTheDatabasesVerificationFound() {
            story.found.add(new Finding(ACCOUNT, 3, "events are missing"));
            assertThat(kinds()).containsExactly(Kind.BROKEN_CHAIN);
        }
    }

    @Nested
    class Readers {

        @Test
        void findsARowThatDiffers() {
            story.rows.set(
                    0,
                    new ViewRow(
                            "balances",
                            json(story.rows.getFirst().row().toString().replace("7.50", "7.51"))));
            assertThat(kinds()).containsExactly(Kind.WRONG_VIEW);
        }

        @Test
        void findsARowThatIsMissing() {
            story.rows.removeIf(row -> row.view().equals("sales"));
            assertThat(kinds()).containsExactly(Kind.WRONG_VIEW);
        }

        @Test
        void findsARowThatNothingLeadsTo() {
            story.rows.add(new ViewRow("inventory", json("{'product':'t-cup','name':'Cup','onHand':1}")));
            assertThat(kinds()).containsExactly(Kind.WRONG_VIEW);
        }

        @Test
        void findsAQueryThatDidNotSeeItsEvent() {
            String row =
                    "{'account':'t-a','owner':'Anna','ownerSubject':'account/t-a','balance':10,'status':'OPEN','opened':'2026-01-01'}";
            story.queries.add(
                    new Query(1, "balances", ACCOUNT, ACCOUNT + "@3", "n2", 46, 49, 200, "p00002", json(row)));
            assertThat(kinds()).containsExactly(Kind.UNSEEN_WRITE);
        }

        @Test
        void findsAQueryThatShowsLessThanItsViewSaysToHaveSeen() {
            String row =
                    "{'account':'t-a','owner':'Anna','ownerSubject':'account/t-a','balance':10,'status':'OPEN','opened':'2026-01-01'}";
            story.queries.add(
                    new Query(1, "balances", ACCOUNT, ACCOUNT + "@3", "n2", 46, 49, 200, "p00003", json(row)));
            assertThat(kinds()).containsExactly(Kind.UNSEEN_WRITE);
        }

        @Test
        void findsAMissedEvent() {
            story.deliveries.remove(3);
            assertThat(kinds()).containsExactly(Kind.WRONG_SUBSCRIPTION);
        }

        @Test
        void findsAnEventThatCameTwice() {
            ReceivedEvent last = story.deliveries.getLast();
            story.deliveries.add(new ReceivedEvent(2, 99, "n2", last.position(), last.id()));
            assertThat(kinds()).containsExactly(Kind.WRONG_SUBSCRIPTION);
        }

        @Test
        void findsEventsOutOfOrder() {
            ReceivedEvent third = story.deliveries.get(3);
            story.deliveries.set(3, story.deliveries.get(4));
            story.deliveries.set(4, third);
            assertThat(kinds()).containsExactly(Kind.WRONG_SUBSCRIPTION);
        }
    }

    @Nested
    class Handlers {

        private static final String PURCHASE =
                "{'purchase':{'customer':'t-c','lines':[{'product':'t-mug','quantity':1,'price':9.90}]}}";

        @Test
        void leavesAnOrderWaiting() {
            story.event("order/t-2", "order.Placed", "handler", PURCHASE);
            assertThat(kinds()).contains(Kind.WRONG_EFFECT);
        }

        @Test
        void confirmsAnOrderWithoutStock() {
            story.event("order/t-2", "order.Placed", "handler", PURCHASE);
            story.event("order/t-2", "order.Confirmed", "handler", PURCHASE);
            assertThat(kinds()).contains(Kind.WRONG_EFFECT);
        }

        @Test
        void releasesTwice() {
            story.event("stock/t-mug", "stock.Released", "handler-4", "{'order':'t-1','quantity':2}");
            assertThat(kinds()).contains(Kind.WRONG_EFFECT, Kind.BROKEN_RULE);
        }

        @Test
        void holdsStockForNobody() {
            story.event("stock/t-mug", "stock.Reserved", "handler-4", "{'order':'t-9','quantity':1}");
            assertThat(kinds()).contains(Kind.WRONG_EFFECT);
        }
    }

    @Test
    void findsAClusterThatDoesNotComeToRest() {
        story.unsettled.add(new Unsettled("n1 is not ready"));
        assertThat(kinds()).containsExactly(Kind.UNSETTLED);
    }
}
