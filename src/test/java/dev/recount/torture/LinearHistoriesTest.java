package dev.recount.torture;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recount.torture.check.Kind;
import dev.recount.torture.check.Violation;
import dev.recount.torture.evidence.Answer;
import dev.recount.torture.evidence.Ending.EndState;
import dev.recount.torture.evidence.Ending.LoggedEvent;
import dev.recount.torture.evidence.Ending.ViewRow;
import dev.recount.torture.evidence.Operation;
import dev.recount.torture.evidence.Operation.Attempt;
import dev.recount.torture.evidence.StreamLook;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Made-up histories of an account, each command and look of which takes effect at one moment between its beginning and
 * its end.
 */
class LinearHistoriesTest {

    private static final String ACCOUNT = "account/t-a";
    private static final int HISTORIES = 300;

    private final long seed = Long.getLong("seed", System.nanoTime());

    @Test
    void findsNothingInThem() {
        var random = new Random(seed);
        for (int history = 0; history < HISTORIES; history++) {
            Story story = new Account(random).live();
            assertThat(Checker.check(story.evidence())).as("-Dseed=" + seed).isEmpty();
        }
    }

    @Test
    void findsAnyAcknowledgedEventThatIsTakenOutOfThem() {
        var random = new Random(seed);
        for (int history = 0; history < HISTORIES; history++) {
            Story story = new Account(random).live();
            LoggedEvent event = story.log.get(random.nextInt(story.log.size()));
            boolean acknowledged = story.operations.stream()
                    .anyMatch(each -> each.key().equals(event.command()) && each.answer() instanceof Answer.Accepted);
            story.log.remove(event);
            List<Kind> kinds = Checker.check(story.evidence()).stream()
                    .map(Violation::kind)
                    .toList();
            assertThat(kinds.contains(Kind.LOST)).as("-Dseed=" + seed).isEqualTo(acknowledged);
        }
    }

    /** An account that is used for a while by clients that do not wait for one another. */
    private static final class Account {

        private final Random random;
        private final Story story = new Story();
        private boolean open;
        private long version;
        private long cents;
        private long deposited;
        private long withdrawn;
        private int bookings;
        private long now = 1_000;

        Account(Random random) {
            this.random = random;
        }

        Story live() {
            int steps = random.nextInt(5, 60);
            for (int step = 0; step < steps || version == 0; step++) {
                now += random.nextInt(1, 10);
                if (random.nextInt(4) == 0) {
                    look();
                } else {
                    send("k" + step);
                }
            }
            story.deliver();
            String balance = BigDecimal.valueOf(cents, 2).toString();
            story.rows.add(new ViewRow(
                    "balances",
                    Story.json("{'account':'t-a','owner':'Anna','ownerSubject':'account/t-a','balance':" + balance
                            + ",'status':'OPEN','opened':'2026-01-01'}")));
            if (bookings > 0) {
                story.rows.add(new ViewRow(
                        "turnover",
                        Story.json("{'month':'2026-01','deposits':" + BigDecimal.valueOf(deposited, 2)
                                + ",'withdrawals':" + BigDecimal.valueOf(withdrawn, 2)
                                + ",'interest':0,'fees':0,'bookings':" + bookings + "}")));
            }
            story.states.add(new EndState(ACCOUNT, version, state()));
            return story;
        }

        private JsonNode state() {
            return Story.json("{'status':'Open','balance':" + BigDecimal.valueOf(cents, 2) + "}");
        }

        private long before() {
            return now - random.nextInt(30);
        }

        private long after() {
            return now + random.nextInt(30);
        }

        private void look() {
            story.readings.add(new StreamLook(
                    1,
                    ACCOUNT,
                    "n1",
                    before(),
                    after(),
                    open ? 200 : 404,
                    version,
                    open ? state() : Story.json("null")));
        }

        private void send(String key) {
            String command = !open || random.nextInt(8) == 0 ? "Open" : random.nextBoolean() ? "Deposit" : "Withdraw";
            long amount = random.nextInt(1, 1_000);
            String data = command.equals("Open")
                    ? "{'owner':'Anna','overdraftLimit':0.00}"
                    : "{'amount':" + BigDecimal.valueOf(amount, 2) + ",'method':'CASH'}";
            OptionalLong expected =
                    random.nextInt(5) == 0 ? OptionalLong.of(random.nextLong(version + 1)) : OptionalLong.empty();
            var attempts = new ArrayList<Attempt>();
            Answer answer = decide(command, key, data, amount, expected);
            if (random.nextInt(6) == 0) {
                attempts.add(new Attempt("n2", before(), after(), new Answer.Unknown(0, "cut off")));
                if (random.nextBoolean()) {
                    attempts.add(repeated(answer, attempts.getFirst()));
                }
            } else {
                attempts.add(new Attempt("n1", before(), after(), answer));
            }
            story.operations.add(new Operation(1, ACCOUNT, command, key, Story.json(data), expected, false, attempts));
        }

        /** A second attempt finds what the first one did; a rejection, it did not outlive. */
        private Attempt repeated(Answer answer, Attempt first) {
            long start = first.endNanos() + 1;
            return answer instanceof Answer.Accepted(var at, var _, var _)
                    ? new Attempt("n1", start, start + 5, Story.repeated(at))
                    : new Attempt("n1", start, start + 5, new Answer.Refused(503, "UNAVAILABLE"));
        }

        private Answer decide(String command, String key, String data, long amount, OptionalLong expected) {
            if (expected.isPresent() && expected.getAsLong() != version) {
                return Story.rejected(412, "VERSION_CONFLICT");
            } else if (command.equals("Open") && open) {
                return Story.rejected(422, "ALREADY_OPEN");
            } else if (command.equals("Withdraw") && amount > cents) {
                return Story.rejected(422, "INSUFFICIENT_FUNDS");
            }
            switch (command) {
                case "Open" -> {
                    open = true;
                    story.event(ACCOUNT, "account.Opened", key, data);
                }
                case "Deposit" -> {
                    cents += amount;
                    deposited += amount;
                    bookings++;
                    story.event(ACCOUNT, "account.Deposited", key, data);
                }
                default -> {
                    cents -= amount;
                    withdrawn += amount;
                    bookings++;
                    story.event(ACCOUNT, "account.Withdrawn", key, data);
                }
            }
            version++;
            return Story.accepted(version);
        }
    }
}
