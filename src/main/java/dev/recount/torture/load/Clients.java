package dev.recount.torture.load;

import dev.recount.torture.evidence.EvidenceWriter;
import dev.recount.torture.evidence.Run;
import dev.recount.torture.http.Calls;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

/** All clients of a run, each on a thread of its own. */
public final class Clients {

    private static final double SHOP = 0.25;
    private static final double HOTEL = 0.2;
    private static final int MOST_PAUSE_MILLIS = 80;

    private final Run run;
    private final List<String> cold;
    private final Client.Shared shared;
    private final boolean withHotel;
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean ending;

    /**
     * @param accounts how many accounts there are besides those that all clients use
     * @param withHotel whether there is a hotel
     */
    public Clients(
            Run run,
            int accounts,
            boolean withHotel,
            Calls calls,
            Stopwatch stopwatch,
            EvidenceWriter evidence,
            Meter meter) {
        this.run = run;
        this.withHotel = withHotel;
        this.cold = IntStream.range(0, accounts)
                .mapToObj(number -> "account/" + run.prefix() + "cold" + number)
                .toList();
        this.shared = new Client.Shared(run.prefix(), calls, new Nodes(run.nodes()), stopwatch, evidence, meter);
    }

    /** Has clients begin; each of them always makes the same choices for a seed. */
    public void start(int clients) {
        for (int number = 1; number <= clients; number++) {
            var client = new Client(number, new Random(run.seed() * 1_000 + number), shared);
            threads.add(Thread.ofVirtual().name("client-" + number).start(() -> work(client)));
        }
    }

    private void work(Client client) {
        var bank = new AccountWork(client, run.hot(), cold);
        var shop = new ShopWork(client, run.prefix());
        var hotel = new HotelWork(client, run.prefix());
        while (!ending) {
            if (withHotel && client.random().nextDouble() < HOTEL) {
                hotel.step();
            } else if (client.random().nextDouble() < SHOP) {
                shop.step();
            } else {
                bank.step();
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(client.random().nextInt(MOST_PAUSE_MILLIS)));
        }
    }

    /** Has clients end with what they are at. */
    public void end() {
        ending = true;
    }

    /**
     * Waits until all clients have ended, each of which takes no longer than its patience with one command and what
     * belongs to it.
     */
    public void join() throws InterruptedException {
        for (Thread thread : threads) {
            thread.join();
        }
    }
}
