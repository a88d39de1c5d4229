package dev.recount.world;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recount.journal.codec.Codecs;
import dev.recount.journal.codec.StreamCodec;
import dev.recount.json.Json;
import dev.recount.json.marked.PersonalJson;
import dev.recount.model.Context;
import dev.recount.model.Decision;
import dev.recount.model.Principal;
import dev.recount.model.StreamId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;

/** A stream under some rules, decided on and folded by nothing but those. */
final class NaiveStream<S, C, E> {

    private final StreamId stream;
    private final StreamCodec<S, C, E> codec;
    private S state;
    private long version;
    private Instant last = Instant.MIN;

    private NaiveStream(StreamId stream, StreamCodec<S, C, E> codec) {
        this.stream = stream;
        this.codec = codec;
        this.state = codec.type().aggregate().initial();
    }

    static NaiveStream<?, ?, ?> of(StreamId stream, Codecs codecs) {
        return new NaiveStream<>(stream, codecs.find(stream.type()).orElseThrow());
    }

    long version() {
        return version;
    }

    Decision<E> decide(JsonNode decision) {
        JsonNode sent = decision.path("command");
        C command = codec.commands()
                .read(sent.path("name").asText(), sent.path("data").toString().getBytes(StandardCharsets.UTF_8));
        var context = new Context(
                stream,
                version,
                time(decision),
                new Principal(decision.path("principal").asText()));
        boolean isPermitted = codec.type()
                .authorization()
                .map(rule -> rule.permits(state, command, context))
                .orElse(true);
        return isPermitted
                ? codec.type().aggregate().decide(state, command, context)
                : new Decision.Rejected<>("NOT_PERMITTED", "");
    }

    private Instant time(JsonNode decision) {
        Instant time = Instant.parse(decision.path("time").asText());
        return time.isBefore(last) ? last : time;
    }

    void happen(List<?> events, JsonNode decision) {
        for (Object event : events) {
            last = time(decision);
            state = codec.type()
                    .aggregate()
                    .evolve(state, codec.type().events().base().cast(event));
            version++;
        }
    }

    void assertIs(JsonNode told) {
        assertThat(told.path("version").asLong()).as("%s", stream).isEqualTo(version);
        try {
            assertThat(told.path("state"))
                    .as("%s", stream)
                    .isEqualTo(Json.exact()
                            .readTree(PersonalJson.plain(codec.states().write(state))));
        } catch (IOException impossible) {
            throw new AssertionError(impossible);
        }
    }
}
