package dev.recount.process.instance;

import dev.recount.journal.EncodedCommand;
import dev.recount.journal.codec.StreamCodec;
import dev.recount.journal.correction.CorrectedEvent;
import dev.recount.json.JsonProblems;
import dev.recount.json.JsonText;
import dev.recount.json.MalformedException;
import dev.recount.model.EventContext;
import dev.recount.model.StreamId;
import dev.recount.model.caller.Caller;
import dev.recount.model.caller.Readers;
import dev.recount.model.process.Send;
import dev.recount.model.type.StreamType;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The events and commands of other streams as a process's stream encloses them: in the very form of those streams. */
public final class Enclosures {

    private final Map<String, StreamCodec<?, ?, ?>> codecs = new TreeMap<>();

    /** Encloses what belongs to streams of these types. */
    public Enclosures(Collection<StreamType<?, ?, ?>> types) {
        types.forEach(type -> codecs.put(type.name(), new StreamCodec<>(type)));
    }

    /** Tells whether there may be personal data in what is enclosed. */
    boolean mayHoldPersonal() {
        return codecs.values().stream().anyMatch(StreamCodec::holdsPersonal);
    }

    /**
     * Returns the rule that includes those who may read all that can be enclosed; nothing if everybody may. What is
     * enclosed may be of any stream, so that a rule about single streams includes nobody.
     */
    public Optional<Readers> readers() {
        List<Readers> rules = codecs.values().stream()
                .flatMap(codec -> codec.type().readers().stream())
                .toList();
        return rules.isEmpty() ? Optional.empty() : Optional.of(new OfAll(rules));
    }

    /** The rule by which those may read whom all rules include for all streams. */
    private record OfAll(List<Readers> rules) implements Readers {

        @Override
        public boolean include(Caller caller, StreamId stream) {
            return includeForAll(caller);
        }

        @Override
        public boolean includeForAll(Caller caller) {
            return rules.stream().allMatch(rule -> rule.includeForAll(caller));
        }
    }

    private StreamCodec<?, ?, ?> codec(String type) {
        StreamCodec<?, ?, ?> codec = codecs.get(type);
        if (codec == null) {
            throw new IllegalStateException(
                    "the domain of the process has no stream type " + type + "; it has " + codecs.keySet());
        }
        return codec;
    }

    /** Encloses an event. */
    public Happening happening(Object event, EventContext context) {
        CorrectedEvent form = codec(context.stream().type()).events().encoded(event);
        return new Happening(
                context.eventId(), form.event(), form.revision(), new JsonText(form.data()), context.metadata());
    }

    /** Returns an enclosed event as today's events. */
    List<Object> events(Happening happening) {
        StreamId stream = happening.context().stream();
        var form = new CorrectedEvent(
                happening.type(), happening.revision(), happening.data().text());
        try {
            return codec(stream.type()).events().events(stream, form).stream()
                    .map(part -> part.event())
                    .toList();
        } catch (IOException malformed) {
            MalformedException explained = JsonProblems.explain(malformed);
            throw new IllegalStateException(happening.event() + " cannot be read: " + explained.sentence(), explained);
        }
    }

    /** Encloses a command, whose personal data names its person, as it would not be the other stream's here. */
    <C> StreamCommand command(Send<?> send, C command) {
        return command(codec(send.type().name()), send, command);
    }

    private static <C> StreamCommand command(StreamCodec<?, C, ?> codec, Send<?> send, Object command) {
        C checked = codec.type().commands().base().cast(command);
        EncodedCommand form = codec.commands().write(checked);
        if (codec.holdsPersonal()) {
            form = codec.commands()
                    .write(codec.commands().readRecorded(send.stream(), form.name(), form.revision(), form.json()));
        }
        return new StreamCommand(
                send.stream().toString(),
                form.name(),
                form.revision(),
                new JsonText(new String(form.json(), StandardCharsets.UTF_8)));
    }

    /** A way to send a command to a stream. */
    @FunctionalInterface
    public interface Sender<R> {
        <C> R send(StreamType<?, C, ?> type, String id, C command);
    }

    /** Sends an enclosed command, read as one of today's. */
    public <R> R send(StreamCommand enclosed, Sender<R> sender) {
        var stream = StreamId.parse(enclosed.stream());
        return send(codec(stream.type()), stream, enclosed, sender);
    }

    private static <C, R> R send(
            StreamCodec<?, C, ?> codec, StreamId stream, StreamCommand enclosed, Sender<R> sender) {
        C command = codec.commands()
                .readRecorded(
                        stream,
                        enclosed.command(),
                        enclosed.revision(),
                        enclosed.data().text());
        return sender.send(codec.type(), stream.id(), command);
    }
}
