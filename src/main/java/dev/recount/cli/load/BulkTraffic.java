package dev.recount.cli.load;

import dev.recount.cli.option.Caller;
import dev.recount.cli.option.CommandFailedException;
import dev.recount.cli.option.NowAndThen;
import dev.recount.journal.codec.Codecs;
import dev.recount.model.domain.Domain;
import dev.recount.model.domain.Traffic;
import dev.recount.model.domain.Traffic.MadeUpCommand;
import java.io.PrintWriter;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** Sends what a domain makes up to a server, batch after batch, and counts what became of it. */
public final class BulkTraffic {

    /** Small enough that handlers act on one batch before much later ones depend on it. */
    private static final int LARGEST_BATCH = 50;

    private static final int BATCHES_PER_SECOND = 20;
    private static final Duration PROGRESS = Duration.ofSeconds(5);

    private final BulkClient client;
    private final Traffic traffic;
    private final PrintWriter out;

    private final Map<Integer, Map<String, Integer>> outcomes = new TreeMap<>();
    private long sent;

    public BulkTraffic(URI server, Caller caller, Domain domain, PrintWriter out) {
        this.client = new BulkClient(server, caller, new Codecs(domain.streamTypes()), "traffic");
        this.traffic = domain.traffic().orElseThrow();
        this.out = out;
    }

    /**
     * Sends commands until there are as many as the limit says, no faster than so many in a second.
     *
     * @throws CommandFailedException if the server cannot go on
     */
    public TrafficReport run(long seed, OptionalLong limit, OptionalInt perSecond) throws InterruptedException {
        int batchSize = perSecond.isPresent()
                ? Math.clamp(perSecond.getAsInt() / BATCHES_PER_SECOND, 1, LARGEST_BATCH)
                : LARGEST_BATCH;
        long began = System.nanoTime();
        var progress = new NowAndThen(PROGRESS);
        Iterator<MadeUpCommand> commands =
                traffic.commands(seed).limit(limit.orElse(Long.MAX_VALUE)).iterator();
        while (commands.hasNext()) {
            send(next(commands, batchSize));
            progress.tell(() -> {
                out.printf("%,8d commands%n", sent);
                out.flush();
            });
            if (perSecond.isPresent() && commands.hasNext()) {
                long due = began + sent * TimeUnit.SECONDS.toNanos(1) / perSecond.getAsInt();
                TimeUnit.NANOSECONDS.sleep(due - System.nanoTime());
            }
        }
        return new TrafficReport(outcomes, Duration.ofNanos(System.nanoTime() - began));
    }

    private static List<BulkClient.Line> next(Iterator<MadeUpCommand> commands, int most) {
        var batch = new ArrayList<BulkClient.Line>(most);
        while (batch.size() < most && commands.hasNext()) {
            MadeUpCommand next = commands.next();
            batch.add(new BulkClient.Line(next.stream(), next.commandId(), Optional.empty(), next.command()));
        }
        return batch;
    }

    private void send(List<BulkClient.Line> batch) throws InterruptedException {
        for (BulkClient.Result result : client.send(batch)) {
            outcomes.computeIfAbsent(result.status(), _ -> new TreeMap<>()).merge(result.code(), 1, Integer::sum);
        }
        sent += batch.size();
    }
}
