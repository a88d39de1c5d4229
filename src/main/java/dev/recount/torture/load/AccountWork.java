package dev.recount.torture.load;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recount.torture.evidence.Answer;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;

/** The work of a client at the bank: few accounts are used by all clients, many are used now and then. */
final class AccountWork {

    private static final double HOT = 0.5;
    private static final double LOOK = 0.15;
    private static final double DEPOSIT = 0.6;
    private static final double EXPECTING = 0.15;
    private static final double TRANSFER = 0.2;

    private static final int MOST_CENTS = 20_000;

    private final Client client;
    private final List<String> hot;
    private final List<String> cold;
    private final Set<String> opened = new HashSet<>();

    AccountWork(Client client, List<String> hot, List<String> cold) {
        this.client = client;
        this.hot = hot;
        this.cold = cold;
    }

    void step() {
        List<String> chosen = cold.isEmpty() || client.random().nextDouble() < HOT ? hot : cold;
        String account = chosen.get(client.random().nextInt(chosen.size()));
        if (opened.add(account)) {
            open(account);
        } else if (client.random().nextDouble() < LOOK) {
            client.look(account);
        } else if (hot.size() > 1 && client.random().nextDouble() < TRANSFER) {
            transfer();
        } else {
            book(account);
        }
    }

    /** Between few accounts, in both directions: what could wait for each other in a circle does. */
    private void transfer() {
        int from = client.random().nextInt(hot.size());
        int to = (from + client.random().nextInt(1, hot.size())) % hot.size();
        JsonNode data = Client.object()
                .put("amount", BigDecimal.valueOf(client.random().nextInt(1, MOST_CENTS), 2))
                .put("method", "TRANSFER");
        client.sendTogether(
                new Together.Part(hot.get(from), "Withdraw", data), new Together.Part(hot.get(to), "Deposit", data));
    }

    /** Several clients open the same account; all but one are rejected. */
    private void open(String account) {
        JsonNode data = Client.object()
                .put("owner", "Owner of " + account)
                .put("overdraftLimit", client.random().nextInt(3) * 100);
        if (!(client.send(account, "Open", data) instanceof Answer.Accepted)) {
            client.look(account);
        }
    }

    private void book(String account) {
        boolean deposit = client.random().nextDouble() < DEPOSIT;
        JsonNode data = Client.object()
                .put("amount", BigDecimal.valueOf(client.random().nextInt(1, MOST_CENTS), 2))
                .put("method", deposit ? "TRANSFER" : "CARD");
        OptionalLong expected = client.random().nextDouble() < EXPECTING ? client.known(account) : OptionalLong.empty();
        client.send(account, deposit ? "Deposit" : "Withdraw", data, expected);
    }
}
