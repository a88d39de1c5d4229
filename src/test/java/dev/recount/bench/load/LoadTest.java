package dev.recount.bench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class LoadTest {

    private static final Executor SOON = CompletableFuture.delayedExecutor(1, TimeUnit.MILLISECONDS);

    private final Ledger ledger = new Ledger(10, Spread.even(10));

    @Test
    void sendsAsManyPaymentsAsItIsToldEachOnce() throws InterruptedException {
        Set<Long> numbers = ConcurrentHashMap.newKeySet();
        PaymentSink sink = (_, payments) -> CompletableFuture.runAsync(
                () -> payments.forEach(
                        payment -> assertThat(numbers.add(payment.number())).isTrue()),
                SOON);

        Sample sample = new Load(sink, new Crowd(4, 3, OptionalInt.empty()), ledger).run(Length.ofCount(100));

        assertThat(sample.operations()).isEqualTo(100);
        assertThat(numbers).hasSize(100);
        assertThat(ledger.acknowledged()).isEqualTo(100);
    }

    @Test
    void takesDownWhatEachAccountGot() throws InterruptedException {
        var cents = new long[10];
        PaymentSink sink = (_, payments) -> {
            payments.forEach(payment -> cents[payment.account()] += payment.cents());
            return CompletableFuture.supplyAsync(() -> "", SOON);
        };

        new Load(sink, new Crowd(1, 1, OptionalInt.empty()), ledger).run(Length.ofCount(50));

        assertThat(ledger.cents()).isEqualTo(cents);
    }

    @Test
    void failsWhenAPaymentIsNotAcknowledged() {
        PaymentSink sink = (_, payments) -> CompletableFuture.runAsync(
                () -> {
                    if (payments.getFirst().number() == 7) {
                        throw new IllegalStateException("no");
                    }
                },
                SOON);
        var load = new Load(sink, new Crowd(2, 1, OptionalInt.empty()), ledger);

        assertThatThrownBy(() -> load.run(Length.ofCount(100)))
                .isInstanceOf(LoadFailedException.class)
                .hasMessageContaining("no");
    }

    @Test
    void countsTheTimeForWhichAPaymentWaitedToBeSent() throws InterruptedException {
        try (var oneAtATime = Executors.newSingleThreadScheduledExecutor()) {
            PaymentSink slow = (_, _) -> {
                var answer = new CompletableFuture<String>();
                var _ = oneAtATime.schedule(() -> answer.complete(""), 20, TimeUnit.MILLISECONDS);
                return answer;
            };

            Sample sample = new Load(slow, new Crowd(1, 1, OptionalInt.of(1_000)), ledger).run(Length.ofCount(20));

            // due 1 ms apart, answered 20 ms apart: the last waits for those before it
            assertThat(sample.latencies().getMaxValue()).isGreaterThan(TimeUnit.MILLISECONDS.toNanos(20 * 19));
            assertThat(sample.latencies().getMinValue()).isLessThan(TimeUnit.MILLISECONDS.toNanos(200));
        }
    }

    @Test
    void makesUpTheSamePaymentsForTheSameNumbers() {
        assertThat(new Ledger(10, Spread.even(10)).next(5)).isEqualTo(new Ledger(10, Spread.even(10)).next(5));
        assertThat(List.copyOf(ledger.next(1_000)))
                .extracting(Payment::account)
                .containsOnly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
    }
}
