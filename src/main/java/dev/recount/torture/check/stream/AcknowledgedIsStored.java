package dev.recount.torture.check.stream;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recount.torture.check.CaseFile;
import dev.recount.torture.check.Check;
import dev.recount.torture.check.Kind;
import dev.recount.torture.check.StreamHistory;
import dev.recount.torture.check.Violation;
import dev.recount.torture.evidence.Answer;
import dev.recount.torture.evidence.Ending.LoggedEvent;
import dev.recount.torture.evidence.Operation;
import dev.recount.torture.fold.Plain;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The check that the events of an acknowledged command are in the log, at the version that was answered, and say what
 * was sent.
 */
public final class AcknowledgedIsStored implements Check {

    private static final Map<String, String> EVENTS = Map.ofEntries(
            Map.entry("account/Open", "account.Opened"),
            Map.entry("account/Deposit", "account.Deposited"),
            Map.entry("account/Withdraw", "account.Withdrawn"),
            Map.entry("order/Place", "order.Placed"),
            Map.entry("order/Pay", "order.Paid"),
            Map.entry("order/Ship", "order.Shipped"),
            Map.entry("order/Refund", "order.Refunded"),
            Map.entry("order/Cancel", "order.Cancelled"),
            Map.entry("stock/Offer", "stock.Offered"),
            Map.entry("stock/Receive", "stock.Received"),
            Map.entry("customer/Register", "customer.Registered"),
            Map.entry("guest/CheckIn", "guest.CheckedIn"),
            Map.entry("guest/CheckOut", "guest.CheckedOut"));

    @Override
    public void run(CaseFile file, Consumer<Violation> found) {
        for (StreamHistory stream : file.streams()) {
            for (Operation operation : stream.operations()) {
                if (operation.answer() instanceof Answer.Accepted accepted && accepted.hasEvents()) {
                    check(stream, operation, stream.event(accepted.version()), found);
                }
            }
        }
    }

    private static void check(
            StreamHistory stream, Operation operation, Optional<LoggedEvent> stored, Consumer<Violation> found) {
        if (stored.isEmpty()) {
            found.accept(new Violation(
                    Kind.LOST, stream.stream(), "there is no event of the version that was acknowledged", operation));
        } else if (!stored.get().command().equals(operation.key())) {
            found.accept(new Violation(
                    Kind.LOST,
                    stream.stream(),
                    "the event of the version that was acknowledged is another command's",
                    operation,
                    stored.get()));
        } else if (!says(stored.get(), operation)) {
            found.accept(new Violation(
                    Kind.LOST, stream.stream(), "the event does not say what was sent", operation, stored.get()));
        }
    }

    private static boolean says(LoggedEvent event, Operation operation) {
        String type = operation.stream().substring(0, operation.stream().indexOf('/'));
        String expected = EVENTS.get(type + "/" + operation.command());
        if (expected == null) {
            throw new IllegalArgumentException("of " + type + "/" + operation.command() + " no event is known here");
        }
        return event.type().equals(expected)
                && operation.data().properties().stream()
                        .allMatch(field -> same(field.getValue(), event.data().path(field.getKey())));
    }

    private static boolean same(JsonNode sent, JsonNode stored) {
        return Plain.of(sent).equals(Plain.of(stored));
    }
}
