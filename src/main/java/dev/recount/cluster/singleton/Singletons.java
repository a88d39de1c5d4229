package dev.recount.cluster.singleton;

import dev.recount.cluster.ClusterMessage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Function;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.Props;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.cluster.sharding.typed.ShardingEnvelope;
import org.apache.pekko.cluster.sharding.typed.ShardingMessageExtractor;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding;
import org.apache.pekko.cluster.sharding.typed.javadsl.Entity;
import org.apache.pekko.cluster.sharding.typed.javadsl.EntityTypeKey;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Spreads pieces of work over the nodes of the cluster, and asks those that do them.
 *
 * <p>Pekko's sharded daemon processes do so by number. Here it is by name, so that nodes with other code, of which some
 * pieces are new or gone, agree on which is which while they are replaced one after another.
 */
public final class Singletons {

    private static final Logger LOG = LoggerFactory.getLogger(Singletons.class);

    private static final EntityTypeKey<ClusterMessage> KEY = EntityTypeKey.create(ClusterMessage.class, "singletons");

    /** The longest time until a piece of work is taken up elsewhere, once the cluster knows that a node is gone. */
    private static final Duration REMINDER_INTERVAL = Duration.ofSeconds(1);

    /** The longest time that who only wants to know something is kept waiting, so that it is told within a second. */
    public static final Duration LOOK_TIMEOUT = Duration.ofMillis(900);

    private static final Duration START_TIMEOUT = Duration.ofSeconds(10);

    /**
     * The pieces of work that a node knows.
     *
     * @param nodes the node that does each of them
     * @param unknown those of which it is not known who does them, as nobody answers for them
     */
    public record Spread(Map<String, String> nodes, List<String> unknown) {}

    private final ClusterSharding sharding;
    private final Map<String, Hosted<?>> hosted = new ConcurrentHashMap<>();

    /** Joins those of the cluster who share the work. */
    public Singletons(ActorSystem<?> system) {
        this.sharding = ClusterSharding.get(system);
        sharding.init(Entity.of(KEY, entity -> behavior(entity.getEntityId()))
                .withMessageExtractor(new ByName())
                .withSettings(org.apache.pekko.cluster.sharding.typed.ClusterShardingSettings.create(system)
                        .withNoPassivationStrategy())
                .withStopMessage(Lifecycle.STOP));
        system.systemActorOf(reminders(), "singletons-reminders", Props.empty());
    }

    /** Sees to it that one node does each of these, and makes them known to this node. */
    public void add(Collection<? extends Singleton<?>> singletons) {
        for (Singleton<?> each : singletons) {
            hosted.put(each.name(), new Hosted<>(each));
            remind(each.name());
        }
    }

    /** A node of other code may be asked to do what it does not know; it leaves that to be asked for again. */
    private Behavior<ClusterMessage> behavior(String name) {
        Hosted<?> known = hosted.get(name);
        return known == null ? Behaviors.stopped() : SingletonActor.of(known);
    }

    private Behavior<Lifecycle> reminders() {
        return Behaviors.withTimers(timers -> {
            timers.startTimerWithFixedDelay(Lifecycle.REMINDER, REMINDER_INTERVAL);
            return Behaviors.receive(Lifecycle.class)
                    .onMessageEquals(Lifecycle.REMINDER, () -> {
                        hosted.keySet().forEach(this::remind);
                        return Behaviors.same();
                    })
                    .build();
        });
    }

    private void remind(String name) {
        sharding.entityRefFor(KEY, name).tell(Lifecycle.REMINDER);
    }

    /**
     * Asks the node that does a piece of work.
     *
     * @return fails with {@link UnreachableException} where no answer comes in time
     */
    public <R extends ClusterMessage> CompletionStage<R> ask(
            String name, Function<ActorRef<R>, ClusterMessage> question, Duration timeout) {
        return sharding.entityRefFor(KEY, name).<R>ask(question::apply, timeout).exceptionally(failure -> {
            Throwable cause = failure instanceof CompletionException wrapped && wrapped.getCause() != null
                    ? wrapped.getCause()
                    : failure;
            throw new UnreachableException(name + " does not answer", cause);
        });
    }

    /** Waits until all the work that this node knows is being done, but not for ever. */
    public void awaitAll() {
        whereabouts(START_TIMEOUT).toCompletableFuture().join();
    }

    /** Tells which node does which piece of the work that this node knows, within a second. */
    public CompletionStage<Spread> whereabouts() {
        return whereabouts(LOOK_TIMEOUT);
    }

    private CompletionStage<Spread> whereabouts(Duration timeout) {
        var found = new ConcurrentSkipListMap<String, String>();
        return CompletableFuture.allOf(hosted.keySet().stream()
                        .map(name -> this.<Whereabouts>ask(name, Whereabouts.Wanted::new, timeout)
                                .toCompletableFuture()
                                .thenAccept(where -> found.put(name, where.node()))
                                .exceptionally(_ -> null))
                        .toArray(CompletableFuture[]::new))
                .thenApply(_ -> new Spread(
                        found,
                        hosted.keySet().stream()
                                .filter(name -> !found.containsKey(name))
                                .sorted()
                                .toList()));
    }

    /** Ends all work that this node does, and takes up none any more; blocks. */
    public void stop() {
        List<Thread> stopping = new ArrayList<>();
        for (Hosted<?> each : hosted.values()) {
            stopping.add(Thread.ofVirtual().start(() -> {
                try {
                    each.leave();
                } catch (RuntimeException late) {
                    LOG.error("{} does not stop", each.name(), late);
                }
            }));
        }
        for (Thread each : stopping) {
            try {
                each.join();
            } catch (InterruptedException stop) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Each piece of work is a shard of its own, so that they are spread one by one. */
    private static final class ByName
            extends ShardingMessageExtractor<ShardingEnvelope<ClusterMessage>, ClusterMessage> {

        @Override
        public String entityId(ShardingEnvelope<ClusterMessage> envelope) {
            return envelope.entityId();
        }

        @Override
        public String shardId(String entityId) {
            return entityId;
        }

        @Override
        public ClusterMessage unwrapMessage(ShardingEnvelope<ClusterMessage> envelope) {
            return envelope.message();
        }
    }
}
