package dev.recount.audit;

import dev.recount.administration.AdministrationCommand.NoteFailedLogIns;
import dev.recount.administration.LogInListener;
import dev.recount.database.sql.StorableText;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The log-ins that have failed, as they come on record: of each address and kind of credential the first at once, and
 * from then on their number once a minute. Of more addresses than are told apart, the others are counted together: so
 * whoever tries whatever from wherever adds a bounded number of events a minute.
 */
public final class FailedLogIns implements LogInListener, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(FailedLogIns.class);

    /** The time for which failures are gathered. */
    public static final Duration GATHERED = Duration.ofMinutes(1);

    /** The most addresses that are told apart at a time, each with its kinds. */
    static final int MOST_ADDRESSES = 100;

    private static final int MOST_NAMES = 5;
    private static final int LONGEST_NAME = 128;
    private static final int LONGEST_KIND = 32;
    private static final Duration LONGEST_CLOSE = Duration.ofSeconds(5);

    private final Function<NoteFailedLogIns, CompletionStage<Void>> log;
    private final Clock clock;
    private final Map<Key, Gathered> all = new HashMap<>();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("failed-log-ins").daemon().factory());

    /**
     * The failures that are counted together.
     *
     * @param address the address; none for those that are not told apart
     */
    private record Key(Optional<String> address, String kind) {}

    /** The failures that are not on record yet. */
    private static final class Gathered {

        private final List<String> names = new ArrayList<>();
        private long times;
        private Instant since = Instant.EPOCH;

        void add(Instant now, long more, List<String> tried) {
            since = times == 0 || now.isBefore(since) ? now : since;
            times += more;
            tried.stream()
                    .filter(name -> names.size() < MOST_NAMES && !names.contains(name))
                    .forEach(names::add);
        }

        NoteFailedLogIns take(Key key) {
            var taken = new NoteFailedLogIns(key.address, key.kind, names, times, since);
            names.clear();
            times = 0;
            return taken;
        }
    }

    /**
     * Begins to listen.
     *
     * @param log records failures, see {@link AdministrationLog#logInsFailed}
     */
    public FailedLogIns(Function<NoteFailedLogIns, CompletionStage<Void>> log, Clock clock) {
        this(log, clock, GATHERED);
    }

    FailedLogIns(Function<NoteFailedLogIns, CompletionStage<Void>> log, Clock clock, Duration gathered) {
        this.log = log;
        this.clock = clock;
        var _ = timer.scheduleWithFixedDelay(
                this::recordOnTime, gathered.toMillis(), gathered.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** The timer would never come again after a failure. */
    private void recordOnTime() {
        try {
            var _ = recordGathered();
        } catch (RuntimeException defect) {
            LOG.error("Failed log-ins could not be recorded; it is tried again", defect);
        }
    }

    @Override
    public void failed(InetAddress from, String kind, Optional<String> name) {
        String known = StorableText.of(kind, LONGEST_KIND);
        List<String> tried =
                name.map(given -> StorableText.of(given, LONGEST_NAME)).stream().toList();
        Optional<NoteFailedLogIns> first = gathered(from.getHostAddress(), known, tried);
        first.ifPresent(failed -> {
            var _ = record(failed);
        });
    }

    /** Returns what is recorded at once, if it is the first of its address for a while. */
    private synchronized Optional<NoteFailedLogIns> gathered(String address, String kind, List<String> tried) {
        var own = new Key(Optional.of(address), kind);
        Key key = all.containsKey(own) || all.size() < MOST_ADDRESSES ? own : new Key(Optional.empty(), kind);
        boolean isFirst = !all.containsKey(key);
        Gathered gathered = all.computeIfAbsent(key, _ -> new Gathered());
        gathered.add(clock.instant(), 1, tried);
        return isFirst ? Optional.of(gathered.take(key)) : Optional.empty();
    }

    /** Records what was gathered since this was done last. */
    CompletableFuture<Void> recordGathered() {
        return CompletableFuture.allOf(taken().stream().map(this::record).toArray(CompletableFuture[]::new));
    }

    private synchronized List<NoteFailedLogIns> taken() {
        var taken = new ArrayList<NoteFailedLogIns>();
        for (Iterator<Map.Entry<Key, Gathered>> each = all.entrySet().iterator(); each.hasNext(); ) {
            Map.Entry<Key, Gathered> next = each.next();
            if (next.getValue().times == 0) {
                each.remove();
            } else {
                taken.add(next.getValue().take(next.getKey()));
            }
        }
        return taken;
    }

    /** What cannot be recorded now is counted with what comes next. */
    private CompletableFuture<Void> record(NoteFailedLogIns failed) {
        return CompletableFuture.<Void>completedFuture(null)
                .thenCompose(_ -> log.apply(failed))
                .exceptionally(failure -> {
                    LOG.warn("{} failed log-ins could not be recorded yet: {}", failed.times(), failure.getMessage());
                    putBack(failed);
                    return null;
                });
    }

    private synchronized void putBack(NoteFailedLogIns failed) {
        all.computeIfAbsent(new Key(failed.address(), failed.kind()), _ -> new Gathered())
                .add(failed.since(), failed.times(), failed.names());
    }

    /** Records what was gathered, while there are streams. */
    @Override
    public void close() {
        timer.close();
        var _ = recordGathered()
                .completeOnTimeout(null, LONGEST_CLOSE.toMillis(), TimeUnit.MILLISECONDS)
                .join();
    }
}
