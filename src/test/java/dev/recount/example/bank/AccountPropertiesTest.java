package dev.recount.example.bank;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recount.example.bank.account.Account;
import dev.recount.example.bank.account.AccountCommand;
import dev.recount.example.bank.account.AccountEvent;
import dev.recount.example.bank.account.AccountRejection;
import dev.recount.example.bank.account.AccountState;
import dev.recount.model.Context;
import dev.recount.model.Decision;
import dev.recount.model.Principal;
import dev.recount.model.StreamId;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Set the system property {@code seed} to the seed that a failure prints, to see it again. */
class AccountPropertiesTest {

    private static final int ACCOUNTS = 2_000;
    private static final int COMMANDS = 60;

    private final Account account = new Account();
    private final Set<AccountRejection> seen = EnumSet.noneOf(AccountRejection.class);

    @Test
    void neverThrowsAndAlwaysAgreesWithAnIndependentModel() {
        long seed = Long.getLong("seed", new Random().nextLong());
        var commands = new RandomCommands(new Random(seed));
        for (int number = 1; number <= ACCOUNTS; number++) {
            try {
                live(commands);
            } catch (RuntimeException | AssertionError failure) {
                throw new AssertionError("account " + number + " of -Dseed=" + seed, failure);
            }
        }
        assertThat(seen)
                .as("rejections seen with -Dseed=%d", seed)
                .containsExactlyInAnyOrder(AccountRejection.values());
    }

    private void live(RandomCommands commands) {
        var model = new AccountModel();
        AccountState state = account.initial();
        for (int version = 0; version < COMMANDS; version++) {
            AccountCommand command = commands.next();
            Instant now = commands.now();
            var context = new Context(new StreamId("account", "1"), version, now, Principal.ANONYMOUS);
            var expected = model.take(command, now);
            expected.ifPresent(seen::add);
            state = switch (account.decide(state, command, context)) {
                case Decision.Accepted<AccountEvent>(var events) -> {
                    assertThat(expected).as("a rejection of %s", command).isEmpty();
                    assertThat(events).hasSize(1);
                    yield account.evolve(state, events.getFirst());
                }
                case Decision.Rejected<AccountEvent>(var reason, var _) -> {
                    assertThat(expected.map(AccountRejection::name))
                            .as(command.toString())
                            .hasValue(reason);
                    yield state;
                }
            };
            assertThat(state).as("after %s", command).isEqualTo(model.state());
        }
    }
}
