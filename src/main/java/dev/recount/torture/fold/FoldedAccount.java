package dev.recount.torture.fold;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recount.torture.evidence.Ending.LoggedEvent;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;

/**
 * An account.
 *
 * @param status UNOPENED, OPEN or CLOSED
 * @param opened the day on which it was opened, in UTC
 */
record FoldedAccount(String status, String owner, String opened, BigDecimal limit, BigDecimal balance)
        implements Folded {

    static final FoldedAccount UNOPENED = new FoldedAccount("UNOPENED", "", "", BigDecimal.ZERO, BigDecimal.ZERO);

    @Override
    public FoldedAccount after(LoggedEvent event) {
        BigDecimal amount = event.data().path("amount").decimalValue();
        return switch (event.type()) {
            case "account.Opened" ->
                new FoldedAccount(
                        "OPEN",
                        event.data().path("owner").asText(),
                        Summaries.day(event),
                        event.data().path("overdraftLimit").decimalValue(),
                        BigDecimal.ZERO);
            case "account.Deposited", "account.InterestCredited" -> holding(balance.add(amount));
            case "account.Withdrawn", "account.FeeCharged" -> holding(balance.subtract(amount));
            case "account.Closed" -> new FoldedAccount("CLOSED", owner, opened, limit, balance);
            default -> this;
        };
    }

    private FoldedAccount holding(BigDecimal newBalance) {
        return new FoldedAccount(status, owner, opened, limit, newBalance);
    }

    @Override
    public Optional<String> rejection(String command, JsonNode data) {
        boolean opens = command.equals("Open");
        return switch (status) {
            case "UNOPENED" -> opens ? Optional.empty() : Optional.of("NOT_OPEN");
            case "CLOSED" -> Optional.of("CLOSED");
            default -> {
                if (opens) {
                    yield Optional.of("ALREADY_OPEN");
                }
                yield command.equals("Withdraw") && !covers(data)
                        ? Optional.of("INSUFFICIENT_FUNDS")
                        : Optional.empty();
            }
        };
    }

    private boolean covers(JsonNode data) {
        return balance.add(limit).compareTo(data.path("amount").decimalValue()) >= 0;
    }

    @Override
    public Optional<String> forbids(LoggedEvent event) {
        return switch (event.type()) {
            case "account.Opened" -> rejection("Open", event.data());
            case "account.Withdrawn" -> rejection("Withdraw", event.data());
            default -> rejection("Deposit", event.data());
        };
    }

    @Override
    public Map<String, ObjectNode> rows(String id) {
        if (status.equals("UNOPENED")) {
            return Map.of();
        }
        return Map.of(
                "balances",
                JsonNodeFactory.instance
                        .objectNode()
                        .put("account", id)
                        .put("owner", owner)
                        .put("ownerSubject", "account/" + id)
                        .put("balance", balance)
                        .put("status", status)
                        .put("opened", opened));
    }

    @Override
    public boolean isLike(JsonNode state) {
        return status.equalsIgnoreCase(state.path("status").asText())
                && (status.equals("UNOPENED")
                        || balance.compareTo(state.path("balance").decimalValue()) == 0);
    }
}
