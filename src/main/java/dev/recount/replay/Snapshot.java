package dev.recount.replay;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import dev.recount.journal.Fingerprint;
import dev.recount.journal.codec.SavedText;
import dev.recount.journal.codec.StreamCodec;
import dev.recount.journal.migration.Moved;
import dev.recount.model.StreamId;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;

/**
 * A saved state of a stream, three lines: a digest of what follows, then as JSON what the stream has to know of itself,
 * and the aggregate's state. Without the digest, a stream could go on from a state that never was, and write what
 * cannot be read.
 *
 * @param <S> the aggregate's state
 */
public record Snapshot<S>(StreamCodec<S, ?, ?> codec, StreamId stream, StreamState.Live<S> live) {

    private static final JsonMapper JSON =
            JsonMapper.builder().addModule(new Jdk8Module()).build();

    /** The first line. */
    private record Header(
            long version,
            String time,
            String hash,
            List<CommandMemory.Remembered> commands,
            @Nullable Map<String, Long> copied,
            @Nullable Moved moved) {}

    /** The same as it is written. */
    private record WrittenHeader(
            long version,
            String time,
            String hash,
            @JsonRawValue String commands,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<String, Long> copied,
            @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<Moved> moved) {}

    /**
     * Returns the name that tells whether today's rules can go on from a snapshot: it holds all on which a state
     * depends besides its events, so that after a change of any of it, earlier snapshots are of no use rather than
     * wrong.
     */
    public static String name(StreamCodec<?, ?, ?> codec) {
        return String.join(
                "/",
                codec.type().name() + ".State",
                Integer.toString(codec.type().snapshots().stateRevision()),
                codec.states().fingerprint() + codec.events().evolutionFingerprint());
    }

    /**
     * Tells, by their names, whether a state that was saved under the one has the form of those that are saved under
     * the other, so that they differ in no more than in how earlier events are read.
     */
    public static boolean haveSameForm(String name, String other) {
        return form(name).equals(form(other));
    }

    /** Returns the type, the revision and the fingerprint of the form, after which comes that of earlier events. */
    private static String form(String name) {
        int end = name.indexOf('/', name.indexOf('/') + 1) + 1 + Fingerprint.LENGTH;
        return name.substring(0, Math.min(end, name.length()));
    }

    /** Returns the snapshot as it is saved. Blocks where it holds personal data, and keys are not in memory. */
    public byte[] write() throws IOException {
        return write(codec.states().writeSealed(stream, live.version(), live.state()));
    }

    /** Returns the snapshot as it is told to another node, its personal data not sealed. */
    public byte[] writeOpen() throws IOException {
        return write(codec.states().write(live.state()));
    }

    private byte[] write(String state) throws IOException {
        var header = new WrittenHeader(
                live.version(),
                live.time().toString(),
                live.hash(),
                live.commands().json(),
                copied(live.moves()),
                live.moves().moved());
        return new SavedText(JSON.writeValueAsString(header), state).write();
    }

    private static Map<String, Long> copied(Moves moves) {
        var copied = new TreeMap<String, Long>();
        moves.copied().forEach((source, version) -> copied.put(source.toString(), version));
        return copied;
    }

    private static Moves moves(Header header) {
        PMap<StreamId, Long> copied = HashTreePMap.empty();
        if (header.copied != null) {
            for (Map.Entry<String, Long> each : header.copied.entrySet()) {
                copied = copied.plus(StreamId.parse(each.getKey()), each.getValue());
            }
        }
        return new Moves(copied, Optional.ofNullable(header.moved));
    }

    /**
     * Reads a snapshot of a stream that was saved under today's {@link #name}. Blocks where it holds personal data, and
     * keys are not in memory.
     *
     * @throws IOException if the bytes are no snapshot, or not those that were saved
     * @throws RuntimeException if they hold what cannot be
     */
    public static <S> Snapshot<S> read(StreamCodec<S, ?, ?> codec, StreamId stream, byte[] bytes) throws IOException {
        return read(codec, stream, codec.states().revision(), bytes);
    }

    /**
     * Reads what was saved as a snapshot where nothing else is kept of a stream, in a revision of today or of before,
     * as {@link #read(StreamCodec, StreamId, byte[])} does.
     */
    public static <S> Snapshot<S> read(StreamCodec<S, ?, ?> codec, StreamId stream, int revision, byte[] bytes)
            throws IOException {
        SavedText saved = SavedText.read(bytes);
        Header header = JSON.readValue(saved.header(), Header.class);
        S state = codec.states().readSealed(stream, header.version, revision, saved.state());
        return new Snapshot<>(
                codec,
                stream,
                new StreamState.Live<>(
                        state,
                        header.version,
                        Instant.parse(header.time),
                        header.hash,
                        CommandMemory.of(header.commands),
                        moves(header)));
    }

    /** Returns the hash of the event that a snapshot, saved under whatever name, is of, if it can be read that far. */
    public static Optional<String> hash(byte[] bytes) {
        try {
            return Optional.ofNullable(
                            JSON.readTree(SavedText.read(bytes).header()).get("hash"))
                    .map(JsonNode::textValue);
        } catch (IOException | RuntimeException unreadable) {
            return Optional.empty();
        }
    }
}
