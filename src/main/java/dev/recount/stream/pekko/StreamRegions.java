package dev.recount.stream.pekko;

import dev.recount.journal.codec.StreamCodec;
import dev.recount.model.StreamId;
import dev.recount.stream.StreamSettings;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.apache.pekko.Done;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.cluster.sharding.ShardRegion;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding;
import org.apache.pekko.cluster.sharding.typed.javadsl.Entity;
import org.apache.pekko.cluster.sharding.typed.javadsl.EntityRef;
import org.apache.pekko.cluster.sharding.typed.javadsl.EntityTypeKey;
import org.apache.pekko.pattern.Patterns;

/** The shard regions of this node, one for each stream type: it holds some streams, and knows where the others live. */
final class StreamRegions {

    private static final Duration START_TIMEOUT = Duration.ofMinutes(1);
    private static final Duration START_POLL = Duration.ofMillis(20);

    private final ActorSystem<?> system;
    private final ClusterSharding sharding;
    private final Map<String, EntityTypeKey<StreamMessage>> keys = new HashMap<>();

    /** Starts them. */
    StreamRegions(ActorSystem<?> system, Streams.Services services, StreamSettings settings) {
        this.system = system;
        this.sharding = ClusterSharding.get(system);
        var actorServices = new PersistentStream.Services(
                services.past().thinning(),
                services.listener(),
                services.codecs().reader().damaged(),
                services.rejections().placement(),
                services.senders(),
                services.claims(),
                services.boundaries(),
                services.clock());
        for (StreamCodec<?, ?, ?> codec : services.codecs().all()) {
            String type = codec.type().name();
            EntityTypeKey<StreamMessage> key = EntityTypeKey.create(StreamMessage.class, type);
            keys.put(type, key);
            sharding.init(Entity.of(key, entity -> {
                        var stream = new StreamId(type, entity.getEntityId());
                        Consumer<StreamMessage> region =
                                message -> entity(stream).tell(message);
                        return codec.type().keepsStateAlone()
                                ? StateActor.of(stream, codec, settings, actorServices, entity.getShard(), region)
                                : StreamActor.of(stream, codec, settings, actorServices, entity.getShard(), region);
                    })
                    .withStopMessage(StreamMessage.Passivate.INSTANCE));
        }
    }

    /** Returns the actor of a stream, wherever it lives. */
    EntityRef<StreamMessage> entity(StreamId stream) {
        return sharding.entityRefFor(keys.get(stream.type()), stream.id());
    }

    /** Completes once they can be reached; fails if that takes more than a minute. */
    CompletionStage<Void> started() {
        return CompletableFuture.allOf(keys.keySet().stream()
                .map(type -> regionKnown(type, System.nanoTime() + START_TIMEOUT.toNanos())
                        .toCompletableFuture())
                .toArray(CompletableFuture[]::new));
    }

    /** A region answers with no regions at all as long as it has not found the coordinator of its streams. */
    private CompletionStage<Done> regionKnown(String type, long deadline) {
        var classic = system.classicSystem();
        var region =
                org.apache.pekko.cluster.sharding.ClusterSharding.get(classic).shardRegion(type);
        return Patterns.ask(region, ShardRegion.getCurrentRegionsInstance(), START_TIMEOUT)
                .thenCompose(answer -> {
                    if (!((ShardRegion.CurrentRegions) answer).getRegions().isEmpty()) {
                        return CompletableFuture.completedStage(Done.getInstance());
                    } else if (System.nanoTime() > deadline) {
                        return CompletableFuture.failedStage(
                                new TimeoutException("the streams of type " + type + " have not started"));
                    }
                    return Patterns.after(START_POLL, classic, () -> regionKnown(type, deadline));
                });
    }
}
