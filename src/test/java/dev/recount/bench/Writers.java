package dev.recount.bench;

import dev.recount.server.TestClient;
import dev.recount.server.TestServer;
import java.util.Random;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/** Clients that pay into many accounts, alone or while others ask for the past of one. */
final class Writers {

    private static final int ACCOUNTS = 200;
    private static final int IN_FLIGHT = 64;
    private static final int ASKING = 4;
    private static final int ROUND_SECONDS = 8;

    private final TestServer server;
    private final int events;
    private int account;
    private long questions;
    private double askingSeconds;

    Writers(TestServer server, int events) {
        this.server = server;
        this.events = events;
        for (int i = 0; i < ACCOUNTS; i++) {
            server.client().post("/streams/account/w" + i + "/Open", "{\"owner\":\"Bo\",\"overdraftLimit\":0}");
        }
    }

    double questionsPerSecond() {
        return questions / askingSeconds;
    }

    /** Returns how many commands were carried out in a second. */
    double measure(boolean withTimeTravel) {
        var ends = new AtomicBoolean();
        var asked = new AtomicInteger();
        Thread[] asking = new Thread[withTimeTravel ? ASKING : 0];
        for (int i = 0; i < asking.length; i++) {
            int seed = i;
            asking[i] = Thread.ofPlatform().start(() -> ask(new Random(seed), ends, asked));
        }
        long began = System.nanoTime();
        int done = write(began + TimeUnit.SECONDS.toNanos(ROUND_SECONDS));
        double took = TimeTravelBench.seconds(began);
        ends.set(true);
        for (Thread each : asking) {
            join(each);
        }
        if (withTimeTravel) {
            questions += asked.get();
            askingSeconds += took;
        }
        return done / took;
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    private int write(long endNanos) {
        var free = new Semaphore(IN_FLIGHT);
        var done = new AtomicInteger();
        TestClient client = server.client();
        while (System.nanoTime() < endNanos) {
            free.acquireUninterruptibly();
            account = (account + 1) % ACCOUNTS;
            var _ = client.postLater(
                            "/streams/account/w" + account + "/Deposit", "{\"amount\":1.50,\"method\":\"CASH\"}")
                    .whenComplete((answer, _) -> {
                        if (answer != null && answer.status() == 200) {
                            done.incrementAndGet();
                        }
                        free.release();
                    });
        }
        free.acquireUninterruptibly(IN_FLIGHT);
        return done.get();
    }

    private void ask(Random random, AtomicBoolean ends, AtomicInteger asked) {
        TestClient client = server.client();
        while (!ends.get()) {
            long version = events / 4L + random.nextInt(events / 2);
            if (client.get("/streams/account/long?at=" + LongStream.time(version))
                            .status()
                    == 200) {
                asked.incrementAndGet();
            }
        }
    }
}
