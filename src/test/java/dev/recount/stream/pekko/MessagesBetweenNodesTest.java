package dev.recount.stream.pekko;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.typesafe.config.ConfigFactory;
import dev.recount.journal.CommandRecord;
import dev.recount.journal.EncodedCommand;
import dev.recount.journal.StoredEvent;
import dev.recount.journal.claim.ClaimChange;
import dev.recount.journal.claim.Claimed;
import dev.recount.journal.migration.Migrated;
import dev.recount.journal.migration.Moved;
import dev.recount.journal.tag.TagCondition;
import dev.recount.journal.tag.Tagged;
import dev.recount.model.EventId;
import dev.recount.model.Principal;
import dev.recount.model.StreamId;
import dev.recount.model.caller.Caller;
import dev.recount.stream.CommandRequest;
import dev.recount.stream.CorrectionRequest;
import dev.recount.stream.MigrationStep;
import dev.recount.stream.Outcome;
import dev.recount.stream.Refusal;
import dev.recount.stream.StateReply;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.serialization.SerializationExtension;
import org.apache.pekko.serialization.jackson.JacksonCborSerializer;
import org.apache.pekko.serialization.jackson.JacksonObjectMapperProvider;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Commands and answers arrive at another node as they left. */
class MessagesBetweenNodesTest {

    private static final ActorTestKit KIT = ActorTestKit.create(
            ConfigFactory.parseString("pekko { cluster.jmx.enabled = off, remote.artery.transport = tcp }")
                    .withFallback(ConfigFactory.parseResources("dev/recount/server/pekko.conf"))
                    .withFallback(ConfigFactory.parseString(
                            "pekko.cluster.sharding.passivation.streams.active-entity-limit = 10"))
                    .withFallback(ConfigFactory.load())
                    .resolve());

    private static final StreamId STREAM = new StreamId("probe", "1");

    private static final Caller ANNA =
            new Caller(new Principal("anna"), Set.of("teller", "clerk"), Map.of("branch", List.of("zurich", "basel")));

    /** The actor sends these to itself alone. */
    private static final Set<Class<?>> WITHIN_A_NODE = Set.of(
            StreamMessage.Enriched.class,
            StreamMessage.Selected.class,
            StreamMessage.Looked.class,
            StreamMessage.Failed.class,
            StreamMessage.HoldOver.class,
            StreamMessage.Store.class,
            StreamMessage.Awaited.class);

    @AfterAll
    static void stop() {
        KIT.shutdownTestKit();
    }

    static List<Object> messages() {
        var event = new StoredEvent("probe.Added/1", "{\"data\":{}}".getBytes(StandardCharsets.UTF_8));
        var detail = new Outcome.Detail(List.of(event), new Outcome.State("{\"sum\":1.10}"));
        var refused = new Outcome.Refused(STREAM, Refusal.UNCONFIRMED, "no answer");
        return List.of(
                new StreamMessage.Execute(
                        request(),
                        KIT.<Outcome>createTestProbe().ref(),
                        Optional.of("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01")),
                new StreamMessage.Preview(
                        request(),
                        true,
                        KIT.<Outcome>createTestProbe().ref(),
                        Optional.of("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01")),
                new StreamMessage.Prepare(
                        request(),
                        KIT.createTestProbe().ref(),
                        Optional.of("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01")),
                new StreamMessage.Hold(
                        request(),
                        request().command(),
                        "transaction-1",
                        Duration.ofMillis(5_001),
                        KIT.createTestProbe().ref(),
                        Optional.empty()),
                new StreamMessage.HoldStill(
                        STREAM,
                        7,
                        "transaction-1",
                        Duration.ofMillis(5_001),
                        KIT.createTestProbe().ref()),
                new StreamMessage.Release("transaction-1", true, 9),
                new HoldReply.Ready(request().command()),
                held(event),
                new StreamMessage.Correct(
                        new CorrectionRequest(request(), List.of("{\"reason\":\"typo\"}"), 7, "{}"),
                        KIT.<Outcome>createTestProbe().ref()),
                new StreamMessage.Migrate(
                        copies(), KIT.<Outcome>createTestProbe().ref()),
                new StreamMessage.Migrate(
                        new MigrationStep.Close(
                                STREAM, request().origin(), new Moved("to-other", List.of(STREAM, STREAM)), 7),
                        KIT.<Outcome>createTestProbe().ref()),
                new StreamMessage.BeginAnew(
                        STREAM, KIT.<Outcome>createTestProbe().ref()),
                new StreamMessage.Read(STREAM, KIT.<StateReply>createTestProbe().ref()),
                new StreamMessage.Recall(
                        STREAM, "id-1", KIT.<Recalled>createTestProbe().ref()),
                new Recalled.Known(new Outcome.Accepted(STREAM, 1, 2, true, Optional.empty())),
                new Recalled.NotAsked(refused),
                new Recalled.Unknown(),
                StreamMessage.Passivate.INSTANCE,
                new Outcome.Accepted(STREAM, 1, 2, false, Optional.of(detail)),
                new Outcome.Accepted(STREAM, 1, 2, true, Optional.empty()),
                new Outcome.Rejected(STREAM, basis(), "NEGATIVE", "no"),
                new Outcome.NotPermitted(STREAM, Optional.of(basis()), "no"),
                new Outcome.NotPermitted(STREAM, Optional.empty(), "no"),
                new Outcome.VersionConflict(STREAM, 3, 4),
                new Outcome.Moved(STREAM, List.of(STREAM)),
                refused,
                new StateReply.Found(STREAM, 7, Instant.parse("1993-01-01T00:00:00.123456Z"), new Outcome.State("{}")),
                new StateReply.NotFound(STREAM),
                new StateReply.Moved(STREAM, List.of(STREAM)),
                new StateReply.Failed(refused));
    }

    private static HoldReply.Held held(StoredEvent event) {
        return new HoldReply.Held(
                STREAM,
                "transaction-1",
                7,
                List.of(event),
                List.of(Tagged.of(8, new TreeSet<>(Set.of("course:c1", "student:s1")))
                        .onlyIf(new TagCondition(
                                List.of(new TreeMap<>(Map.of("course:c1", 3L))), Map.of("probe", 1L)))),
                new Claimed(
                        List.of(
                                new ClaimChange("email", Optional.of("code"), true),
                                new ClaimChange("handle", Optional.empty(), true)),
                        List.of("probe|0")),
                new Outcome.Accepted(STREAM, 8, 8, false, Optional.empty()),
                Optional.of(basis()),
                KIT.<StreamMessage>createTestProbe().ref());
    }

    private static Outcome.Basis basis() {
        Instant decided = Instant.parse("2026-01-01T12:00:00.123456Z");
        return new Outcome.Basis(
                3,
                Instant.parse("1993-01-01T00:00:00Z"),
                decided,
                new CommandRecord.Detail("Add", 1, "digest", Optional.of("{\"amount\":-1}"), Optional.of("rules")));
    }

    private static MigrationStep copies() {
        Instant then = Instant.parse("1993-01-01T00:00:00.123456Z");
        var mark = new Migrated(
                "to-other",
                EventId.of(STREAM, 3),
                then.plusSeconds(1),
                Optional.of(then),
                List.of(new EventId(STREAM, 2, 1)));
        var copy = new MigrationStep.Copy(
                request().origin(), mark, then, List.of(new MigrationStep.CopiedEvent("Added", "{\"amount\":1}")));
        return new MigrationStep.Copies(STREAM, List.of(copy, copy));
    }

    private static CommandRequest request() {
        return new CommandRequest(
                STREAM,
                new EncodedCommand("Add", 2, "{\"amount\":1}".getBytes(StandardCharsets.UTF_8)),
                new CommandRequest.Origin(
                        "id-1",
                        ANNA.principal(),
                        "talk-1",
                        Optional.of("probe/0@1"),
                        Map.of("channel", "web", "campaign", "spring"),
                        Optional.of(ANNA)),
                new CommandRequest.Conditions(
                        OptionalLong.of(6), Optional.of(Instant.parse("1993-01-01T00:00:00Z")), true),
                true);
    }

    @ParameterizedTest
    @MethodSource("messages")
    void arriveAsTheyLeft(Object message) {
        Object arrived = KIT.serializationTestKit().verifySerialization(message, false);

        assertThat(arrived).usingRecursiveComparison().isEqualTo(message);
        assertThat(SerializationExtension.get(KIT.system()).findSerializerFor(message))
                .isInstanceOf(JacksonCborSerializer.class);
    }

    @Test
    void areAllTriedHere() {
        Set<Class<?>> tried = messages().stream()
                .flatMap(message ->
                        Stream.of(message, message instanceof StreamMessage.Migrate(var step, var _) ? step : message))
                .map(Object::getClass)
                .collect(Collectors.toSet());

        assertThat(Stream.of(
                                StreamMessage.class,
                                MigrationStep.class,
                                Outcome.class,
                                StateReply.class,
                                Recalled.class,
                                HoldReply.class)
                        .flatMap(MessagesBetweenNodesTest::kinds)
                        .filter(kind -> !WITHIN_A_NODE.contains(kind)))
                .allSatisfy(kind -> assertThat(tried).contains(kind));
    }

    private static Stream<Class<?>> kinds(Class<?> kind) {
        return kind.isSealed()
                ? Arrays.stream(kind.getPermittedSubclasses())
                        .flatMap(MessagesBetweenNodesTest::kinds)
                        .distinct()
                : Stream.of(kind);
    }

    /** While a cluster is upgraded, nodes of both kinds send commands to each other. */
    @Test
    void areReadFromAndByNodesThatTellNoSender() throws IOException {
        ObjectMapper mapper =
                JacksonObjectMapperProvider.get(KIT.system()).getOrCreate("jackson-cbor", Optional.empty());
        CommandRequest.Origin origin = request().origin();
        byte[] ofToday = mapper.writeValueAsBytes(origin);
        var before = (ObjectNode) mapper.readTree(ofToday);
        before.remove(List.of("sender", "own"));

        CommandRequest.Origin read = mapper.readValue(mapper.writeValueAsBytes(before), CommandRequest.Origin.class);

        assertThat(read)
                .isEqualTo(CommandRequest.Origin.ofServer(
                        origin.commandId(), origin.principal(), origin.correlation(), origin.causation()));
        assertThat(mapper.readValue(ofToday, OriginBefore.class))
                .isEqualTo(new OriginBefore(
                        origin.commandId(), origin.principal(), origin.correlation(), origin.causation()));
    }

    /** The origin of a command as nodes of before know it. */
    private record OriginBefore(
            String commandId, Principal principal, String correlation, Optional<String> causation) {}

    @Test
    void neverUseJavaSerialization() {
        assertThat(KIT.system().settings().config().getBoolean("pekko.actor.allow-java-serialization"))
                .isFalse();
    }
}
