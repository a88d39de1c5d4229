package dev.recount.example.bank;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recount.example.bank.account.AccountEvent.MonthClosed;
import dev.recount.model.type.StreamType;
import dev.recount.server.Domains;
import org.junit.jupiter.api.Test;

class BankTest {

    private final StreamType<?, ?, ?> account = new Bank().streamTypes().getFirst();

    @Test
    void isOneOfTheExamples() {
        assertThat(Domains.find(Domains.EXAMPLES, getClass().getClassLoader())).hasAtLeastOneElementOfType(Bank.class);
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
