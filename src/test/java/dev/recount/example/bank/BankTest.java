package dev.recount.example.bank;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recount.example.bank.AccountEvent.MonthClosed;
import dev.recount.model.Domain;
import dev.recount.model.StreamType;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

class BankTest {

    private final StreamType<?, ?, ?> account = new Bank().streamTypes().getFirst();

    @Test
    void isFoundAsAService() {
        assertThat(ServiceLoader.load(Domain.class)).hasAtLeastOneElementOfType(Bank.class);
    }

    @Test
    void keepsAccounts() {
        assertThat(account.name()).isEqualTo("account");
        assertThat(account.commands().byName())
                .containsOnlyKeys("Open", "Deposit", "Withdraw", "CreditInterest", "ChargeFee", "CloseMonth", "Close");
        assertThat(account.events().byName())
                .containsOnlyKeys(
                        "Opened", "Deposited", "Withdrawn", "InterestCredited", "FeeCharged", "MonthClosed", "Closed");
    }

    @Test
    void settlesAnAccountAtAMonthsEnd() {
        assertThat(account.snapshots().settledAt()).containsExactly(MonthClosed.class);
    }
}
