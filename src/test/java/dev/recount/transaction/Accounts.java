package dev.recount.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recount.server.TestClient;
import dev.recount.server.TestClient.Answer;
import java.util.List;
import java.util.stream.IntStream;

/** Accounts of the bank between which money is transferred by transactions. */
record Accounts(TestClient client, List<String> streams) {

    /** Opens so many, each with a balance of 100 and an overdraft limit of 0. */
    static Accounts open(TestClient client, int number) {
        List<String> streams =
                IntStream.range(0, number).mapToObj(i -> "account/a" + i).toList();
        for (String stream : streams) {
            assertThat(client.post("/streams/" + stream + "/Open", "{\"owner\":\"Ann\",\"overdraftLimit\":0}")
                            .status())
                    .isEqualTo(200);
            assertThat(client.post("/streams/" + stream + "/Deposit", "{\"amount\":100,\"method\":\"CASH\"}")
                            .status())
                    .isEqualTo(200);
        }
        return new Accounts(client, streams);
    }

    static String command(String stream, String command, int amount) {
        return "{\"stream\":\"%s\",\"command\":\"%s\",\"data\":{\"amount\":%d,\"method\":\"TRANSFER\"}}"
                .formatted(stream, command, amount);
    }

    static String transfer(String from, String to, int amount, String conditions) {
        return "{\"commands\":[" + command(from, "Withdraw", amount) + "," + command(to, "Deposit", amount)
                + "],\"conditions\":[" + conditions + "]}";
    }

    static String transfer(String from, String to, int amount) {
        return transfer(from, to, amount, "");
    }

    Answer send(String body, String... headers) {
        return client.post("/transactions", body, headers);
    }

    Answer transferred(int from, int to, int amount, String... headers) {
        return send(transfer(streams.get(from), streams.get(to), amount), headers);
    }

    int balance(int account) {
        return client.get("/streams/" + streams.get(account))
                .body()
                .path("state")
                .path("balance")
                .asInt();
    }

    int version(int account) {
        return client.get("/streams/" + streams.get(account))
                .body()
                .path("version")
                .asInt();
    }

    int sum() {
        return IntStream.range(0, streams.size()).map(this::balance).sum();
    }
}
