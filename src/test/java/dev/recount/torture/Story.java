package dev.recount.torture;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.recount.torture.check.stream.HashesTieEvents;
import dev.recount.torture.evidence.Answer;
import dev.recount.torture.evidence.Ending;
import dev.recount.torture.evidence.Ending.EndState;
import dev.recount.torture.evidence.Ending.Finding;
import dev.recount.torture.evidence.Ending.Held;
import dev.recount.torture.evidence.Ending.Holder;
import dev.recount.torture.evidence.Ending.LoggedEvent;
import dev.recount.torture.evidence.Ending.Unsettled;
import dev.recount.torture.evidence.Ending.ViewRow;
import dev.recount.torture.evidence.Evidence;
import dev.recount.torture.evidence.EvidenceFiles;
import dev.recount.torture.evidence.Fault;
import dev.recount.torture.evidence.Operation;
import dev.recount.torture.evidence.Operation.Attempt;
import dev.recount.torture.evidence.Query;
import dev.recount.torture.evidence.ReceivedEvent;
import dev.recount.torture.evidence.Run;
import dev.recount.torture.evidence.SeenCheckpoint;
import dev.recount.torture.evidence.StreamLook;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** Evidence in the making: what happens is told one after another, and can be changed before it is judged. */
final class Story {

    static final int REMEMBERED = 5;

    final List<Operation> operations = new ArrayList<>();
    final List<StreamLook> readings = new ArrayList<>();
    final List<Query> queries = new ArrayList<>();
    final List<ReceivedEvent> deliveries = new ArrayList<>();
    final List<Fault> faults = new ArrayList<>();
    final List<SeenCheckpoint> checkpoints = new ArrayList<>();
    final List<LoggedEvent> log = new ArrayList<>();
    final List<ViewRow> rows = new ArrayList<>();
    final List<EndState> states = new ArrayList<>();
    final List<Holder> holders = new ArrayList<>();
    final List<Held> held = new ArrayList<>();
    final List<Finding> found = new ArrayList<>();
    final List<Unsettled> unsettled = new ArrayList<>();

    private final Map<String, Integer> versions = new HashMap<>();

    Evidence evidence() {
        return new Evidence(
                new Run(List.of("n1", "n2"), "t-", 60, 1, REMEMBERED, List.of("account/t-a")),
                new Evidence.Exchanges(operations, readings, queries),
                deliveries,
                faults,
                checkpoints,
                new Ending(log, rows, states, holders, held, found, unsettled));
    }

    static JsonNode json(String text) {
        try {
            return EvidenceFiles.JSON.readTree(text.replace('\'', '"'));
        } catch (JsonProcessingException malformed) {
            throw new IllegalArgumentException(malformed);
        }
    }

    static Answer accepted(long version) {
        return new Answer.Accepted(version, 1, false);
    }

    static Answer repeated(long version) {
        return new Answer.Accepted(version, 0, true);
    }

    static Answer rejected(int status, String code) {
        return new Answer.Rejected(status, code, "as told");
    }

    /** A command with one attempt. */
    static Operation operation(String stream, String command, String key, String data, long start, Answer answer) {
        return new Operation(
                1,
                stream,
                command,
                key,
                json(data),
                OptionalLong.empty(),
                false,
                List.of(new Attempt("n1", start, start + 5, answer)));
    }

    static Operation expecting(long version, Operation operation) {
        return new Operation(
                operation.client(),
                operation.stream(),
                operation.command(),
                operation.key(),
                operation.data(),
                OptionalLong.of(version),
                operation.again(),
                operation.attempts());
    }

    static Operation again(Operation operation, long start, Answer answer) {
        return new Operation(
                operation.client(),
                operation.stream(),
                operation.command(),
                operation.key(),
                operation.data(),
                operation.expected(),
                true,
                List.of(new Attempt("n2", start, start + 5, answer)));
    }

    /** A command to which there was no answer at first. */
    static Operation afterSilence(Operation operation, long start) {
        var attempts = new ArrayList<>(List.of(new Attempt("n2", start, start + 1, new Answer.Unknown(0, "cut off"))));
        attempts.addAll(operation.attempts());
        return new Operation(
                operation.client(),
                operation.stream(),
                operation.command(),
                operation.key(),
                operation.data(),
                operation.expected(),
                operation.again(),
                attempts);
    }

    LoggedEvent event(String stream, String type, String command, String data) {
        int version = versions.merge(stream, 1, Integer::sum);
        String principal = command.startsWith("handler") ? "handler:fulfilment-steps" : "anonymous";
        var event = new LoggedEvent(
                String.format("p%05d", log.size() + 1),
                stream + "@" + version,
                stream,
                version,
                type,
                "2026-01-01T12:00:00Z",
                command,
                principal,
                version == 1 ? HashesTieEvents.beginning(stream) : String.format("%043d", log.size()),
                json(data));
        log.add(event);
        return event;
    }

    static LoggedEvent changed(LoggedEvent event, long version, String command, String previousHash, String data) {
        return new LoggedEvent(
                event.position(),
                event.stream() + "@" + version,
                event.stream(),
                version,
                event.type(),
                event.time(),
                command,
                event.principal(),
                previousHash,
                json(data));
    }

    /** Has subscribers get all that is in the log. */
    void deliver() {
        for (int subscriber = 1; subscriber <= 2; subscriber++) {
            deliveries.add(new ReceivedEvent(subscriber, 0, "n1", "p00000", ""));
            for (int number = 0; number < log.size(); number++) {
                LoggedEvent event = log.get(number);
                deliveries.add(new ReceivedEvent(subscriber, number + 1L, "n1", event.position(), event.id()));
            }
        }
    }

    /** Tells how an account, an order and the stock for it came to be what they are, as it should be. */
    static Story clean() {
        var story = new Story();
        story.bank();
        story.shop();
        story.hotel();
        story.fulfilment();
        story.deliver();
        return story;
    }

    private void bank() {
        String account = "account/t-a";
        event(account, "account.Opened", "k1", "{'owner':'Anna','overdraftLimit':0.00}");
        event(account, "account.Deposited", "k2", "{'amount':10.00,'method':'CASH'}");
        event(account, "account.Withdrawn", "k3", "{'amount':4.00,'method':'CARD'}");
        event(account, "account.Deposited", "k5", "{'amount':1.50,'method':'CASH'}");
        operations.add(operation(account, "Open", "k1", "{'owner':'Anna','overdraftLimit':0}", 10, accepted(1)));
        Operation deposit = operation(account, "Deposit", "k2", "{'amount':10,'method':'CASH'}", 20, accepted(2));
        operations.add(deposit);
        operations.add(again(deposit, 26, repeated(2)));
        operations.add(operation(account, "Withdraw", "k3", "{'amount':4.00,'method':'CARD'}", 40, accepted(3)));
        operations.add(operation(
                account, "Withdraw", "k4", "{'amount':400,'method':'CARD'}", 50, rejected(422, "INSUFFICIENT_FUNDS")));
        operations.add(
                expecting(3, operation(account, "Deposit", "k5", "{'amount':1.50,'method':'CASH'}", 60, accepted(4))));
        operations.add(expecting(
                3,
                operation(
                        account,
                        "Deposit",
                        "k6",
                        "{'amount':1.50,'method':'CASH'}",
                        70,
                        rejected(412, "VERSION_CONFLICT"))));
        readings.add(new StreamLook(
                1, account, "n1", 46, 48, 200, 3, json("{'status':'Open','owner':'Anna','balance':6.00}")));
        String row =
                "{'account':'t-a','owner':'Anna','ownerSubject':'account/t-a','balance':6,'status':'OPEN','opened':'2026-01-01'}";
        queries.add(new Query(1, "balances", account, account + "@3", "n2", 46, 49, 200, "p00003", json(row)));
        rows.add(new ViewRow("balances", json(row.replace("6,", "7.50,"))));
        rows.add(new ViewRow(
                "turnover",
                json("{'month':'2026-01','deposits':11.50,'withdrawals':4.00,'interest':0,'fees':0,'bookings':3}")));
        states.add(new EndState(account, 4, json("{'status':'Open','owner':'Anna','balance':7.50}")));
    }

    private void hotel() {
        event("guest/t-g1", "guest.CheckedIn", "g1", "{'room':'t-r1'}");
        event("guest/t-g1", "guest.CheckedOut", "g2", "{}");
        event("guest/t-g2", "guest.CheckedIn", "g3", "{'room':'t-r1'}");
        event("guest/t-g1", "guest.CheckedIn", "g5", "{'room':'t-r2'}");
        operations.add(operation("guest/t-g1", "CheckIn", "g1", "{'room':'t-r1'}", 10, accepted(1)));
        operations.add(operation("guest/t-g1", "CheckOut", "g2", "{}", 20, accepted(2)));
        operations.add(operation("guest/t-g2", "CheckIn", "g3", "{'room':'t-r1'}", 30, accepted(1)));
        operations.add(operation("guest/t-g1", "CheckIn", "g4", "{'room':'t-r1'}", 40, rejected(422, "TAKEN")));
        operations.add(operation("guest/t-g1", "CheckIn", "g5", "{'room':'t-r2'}", 50, accepted(3)));
        states.add(new EndState("guest/t-g1", 3, json("{'status':'Staying','room':'t-r2'}")));
        states.add(new EndState("guest/t-g2", 1, json("{'status':'Staying','room':'t-r1'}")));
        holders.add(new Holder("room", "t-r1", "guest/t-g2"));
        holders.add(new Holder("room", "t-r2", "guest/t-g1"));
        held.add(new Held("room", 2, 0));
    }

    private void fulfilment() {
        step("ProcessBegan", "{'event':'order/t-1@1','type':'Placed'}");
        String undo = ",'undo':{'stream':'stock/t-mug','command':'Release'}";
        ask(1, "stock/t-mug", "Reserve", undo);
        step("CommandAccepted", "{'number':1,'name':'reserve-1','version':3}");
        ask(2, "order/t-1", "Confirm", "");
        step("CommandAccepted", "{'number':2,'name':'confirm','version':2}");
        step("TimerSet", "{'number':3,'timer':'payment','due':'2026-01-15T12:00:00Z'}");
        step("TimerCancelled", "{'number':3,'timer':'payment'}");
        step("TimerSet", "{'number':4,'timer':'shipment','due':'2026-01-08T12:00:00Z'}");
        step("TimerCancelled", "{'number':4,'timer':'shipment'}");
        ask(5, "stock/t-mug", "Dispatch", "");
        step("CommandAccepted", "{'number':5,'name':'dispatch-1','version':4}");
        step("ProcessEnded", "{}");
    }

    private void ask(int number, String target, String command, String undo) {
        step(
                "CommandAsked",
                "{'number':%d,'name':'%s','command':{'stream':'%s','command':'%s'}%s}"
                        .formatted(number, command, target, command, undo));
    }

    private void step(String event, String data) {
        event("fulfilment/t-1", "fulfilment." + event, "handler-process-" + log.size(), data);
    }

    private void shop() {
        String purchase = "{'purchase':{'customer':'t-c','lines':[{'product':'t-mug','quantity':2,'price':9.90}]}";
        event("stock/t-mug", "stock.Offered", "s1", "{'name':'Mug','description':'','category':'x','price':9.90}");
        event("stock/t-mug", "stock.Received", "s2", "{'quantity':5}");
        event("order/t-1", "order.Placed", "o1", purchase + "}");
        event("stock/t-mug", "stock.Reserved", "handler-1", "{'order':'t-1','quantity':2}");
        event("order/t-1", "order.Confirmed", "handler-2", purchase + "}");
        event("order/t-1", "order.Paid", "o2", purchase + ",'amount':19.80,'method':'CARD'}");
        event("order/t-1", "order.Shipped", "o3", purchase + ",'carrier':'C','trackingNumber':'T'}");
        event("stock/t-mug", "stock.Dispatched", "handler-3", "{'order':'t-1','quantity':2}");
        operations.add(operation(
                "stock/t-mug",
                "Offer",
                "s1",
                "{'name':'Mug','description':'','category':'x','price':9.90}",
                10,
                accepted(1)));
        operations.add(operation("stock/t-mug", "Receive", "s2", "{'quantity':5}", 20, accepted(2)));
        operations.add(operation("order/t-1", "Place", "o1", purchase + "}", 30, accepted(1)));
        operations.add(afterSilence(
                operation("order/t-1", "Pay", "o2", "{'amount':19.80,'method':'CARD'}", 60, repeated(3)), 55));
        operations.add(operation("order/t-1", "Ship", "o3", "{'carrier':'C','trackingNumber':'T'}", 70, accepted(4)));
        rows.add(new ViewRow(
                "inventory",
                json("{'product':'t-mug','name':'Mug','onHand':3,'reserved':0,'available':3,'reorderPoint':0,"
                        + "'belowReorderPoint':false}")));
        rows.add(new ViewRow(
                "products",
                json("{'product':'t-mug','name':'Mug','description':'','category':'x','price':9.9,'available':3}")));
        rows.add(new ViewRow("sales", json("{'day':'2026-01-01','product':'t-mug','quantity':2,'revenue':19.80}")));
        rows.add(new ViewRow(
                "customers",
                json("{'customer':'t-c','name':null,'nameSubject':null,'email':null,'emailSubject':null,'city':null,"
                        + "'citySubject':null,'address':null,'addressSubject':null,'orders':1,"
                        + "'spending':19.80,'tier':'REGULAR'}")));
        states.add(new EndState("order/t-1", 4, json("{'status':'Shipped'}")));
        states.add(new EndState("stock/t-mug", 4, json("{'status':'Offered','onHand':3,'reservations':{}}")));
    }
}
