package dev.recount.view.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** The fate of queries that are more than can be answered. */
class QueryThreadsTest {

    private final CountDownLatch answering = new CountDownLatch(1);
    private final CountDownLatch mayAnswer = new CountDownLatch(1);

    private String answer() {
        answering.countDown();
        try {
            mayAnswer.await();
        } catch (InterruptedException nobodyDoes) {
            throw new IllegalStateException(nobodyDoes);
        }
        return "answered";
    }

    @Test
    void refusesMoreThanMayWait() throws InterruptedException {
        try (var threads = new QueryThreads(1, 2, Duration.ofHours(1))) {
            CompletableFuture<String> first = threads.ask(this::answer).toCompletableFuture();
            answering.await();
            CompletableFuture<String> second = threads.ask(this::answer).toCompletableFuture();
            CompletableFuture<String> third = threads.ask(this::answer).toCompletableFuture();
            CompletableFuture<String> tooMany = threads.ask(this::answer).toCompletableFuture();
            mayAnswer.countDown();

            assertThat(first.join() + second.join() + third.join()).isEqualTo("answered".repeat(3));
            assertThat(tooMany.exceptionNow()).isInstanceOf(RejectedExecutionException.class);
        }
    }

    @Test
    void doesNotAnswerWhatNobodyWaitsForAnyMore() throws InterruptedException {
        var answered = new AtomicInteger();
        try (var threads = new QueryThreads(1, 2, Duration.ZERO)) {
            CompletableFuture<Integer> late =
                    threads.ask(answered::incrementAndGet).toCompletableFuture();

            assertThat(late.handle((_, failure) -> failure.getCause()).join())
                    .isInstanceOf(RejectedExecutionException.class);
            assertThat(answered).hasValue(0);
        }
    }
}
