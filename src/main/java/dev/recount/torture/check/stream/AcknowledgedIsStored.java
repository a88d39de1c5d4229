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

    private static final Map<String, String> EVENTS = Map.of(
            "account/Open", "account.Opened",
            "account/Deposit", "account.Deposited",
            "account/Withdraw", "account.Withdrawn",
            "order/Place", "order.Placed",
            "order/Pay", "order.Paid",
            "order/Ship", "order.Shipped",
            "order/Cancel", "order.Cancelled",
            "stock/Offer", "stock.Offered",
            "stock/Receive", "stock.Received",
            "customer/Register", "customer.Registered");

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
        return event.type().equals(EVENTS.get(type + "/" + operation.command()))
                && operation.data().properties().stream()
                        .allMatch(field -> same(field.getValue(), event.data().path(field.getKey())));
    }

    private static boolean same(JsonNode sent, JsonNode stored) {
        return Plain.of(sent).equals(Plain.of(stored));
    }
}
