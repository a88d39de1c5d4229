package dev.recount.testing;

import dev.recount.journal.EncodedCommand;
import dev.recount.journal.codec.CommandCodec;
import dev.recount.journal.codec.StreamCodec;
import dev.recount.json.MalformedException;
import dev.recount.model.StreamId;
import dev.recount.model.type.StreamType;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;

/**
 * Tests the upcasters of a stream type's commands with samples of recorded ones: given what was asked once, then these
 * commands of today.
 *
 * <pre>{@code
 * CommandUpcasterFixture.of(Stock.TYPE)
 *     .given("Restock", 1, "{\"count\": 3}")
 *     .then(new Receive(3));
 * }</pre>
 *
 * <p>Needs no server and no test framework: what does not hold throws an {@link AssertionError}. Immutable.
 *
 * @param <C> the commands
 */
public final class CommandUpcasterFixture<C> {

    private final String type;
    private final StreamId stream;
    private final CommandCodec<C> codec;
    private final List<C> commands;

    private CommandUpcasterFixture(String type, CommandCodec<C> codec, List<C> commands) {
        this.type = type;
        this.stream = new StreamId(type, "1");
        this.codec = codec;
        this.commands = commands;
    }

    /**
     * Starts with no sample.
     *
     * @throws dev.recount.model.DomainException if the stream type is mistaken
     */
    public static <S, C, E> CommandUpcasterFixture<C> of(StreamType<S, C, E> type) {
        return new CommandUpcasterFixture<>(type.name(), new StreamCodec<>(type).commands(), List.of());
    }

    /**
     * Takes one more recorded command, behind those before it.
     *
     * @param command the name under which it was recorded, whether there still is such a command or not
     * @param revision the revision in which it was recorded; 1 where none is told
     * @param data its fields as JSON
     * @throws AssertionError if it cannot be read as one of today's commands; says why
     */
    public CommandUpcasterFixture<C> given(String command, int revision, String data) {
        return with(command + "/" + revision, () -> codec.readRecorded(stream, command, revision, data));
    }

    /**
     * Takes one more command as a client sends it, behind those before it.
     *
     * @param command the name under which it is sent
     * @param data its fields as JSON
     * @throws AssertionError if a server would not take it; says why
     */
    public CommandUpcasterFixture<C> sent(String command, String data) {
        return with(command, () -> codec.readSent(command, data.getBytes(StandardCharsets.UTF_8)));
    }

    private CommandUpcasterFixture<C> with(String name, Supplier<C> reading) {
        List<C> all = new ArrayList<>(commands);
        try {
            all.add(ofStream(reading.get()));
        } catch (MalformedException unreadable) {
            throw new AssertionError(type + "." + name + " cannot be read: " + unreadable.sentence(), unreadable);
        } catch (IllegalArgumentException unknown) {
            throw new AssertionError(String.valueOf(unknown.getMessage()), unknown);
        }
        return new CommandUpcasterFixture<>(type, codec, List.copyOf(all));
    }

    /** Personal data of the person that the stream is names that one, whoever has written the command. */
    private C ofStream(C command) {
        EncodedCommand written = codec.write(command);
        return codec.readRecorded(stream, written.name(), written.revision(), written.json());
    }

    /** Expects that the samples are exactly these commands of today. */
    @SafeVarargs
    public final CommandUpcasterFixture<C> then(C... expected) {
        if (!commands.equals(Arrays.stream(expected).map(this::ofStream).toList())) {
            throw new AssertionError("expected " + List.of(expected) + "\n but today it is " + commands);
        }
        return this;
    }
}
