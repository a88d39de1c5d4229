package dev.recount.journal.codec;

import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.util.RawValue;
import dev.recount.journal.CommandRecord;
import dev.recount.journal.EventHeader;
import dev.recount.journal.EventName;
import dev.recount.journal.JournalEntry;
import dev.recount.journal.StoredEvent;
import dev.recount.journal.correction.CorrectedEvent;
import dev.recount.journal.correction.Correction;
import dev.recount.json.Json;
import dev.recount.json.JsonProblems;
import dev.recount.json.MalformedException;
import dev.recount.model.StreamId;
import dev.recount.model.evolution.EventForm;
import dev.recount.model.personal.Subject;
import java.io.IOException;
import java.util.Optional;

/**
 * The events of a stream type as they would have been stored, had what is personal today been so then: values that
 * stand in the clear are sealed, and so are those of the commands that are kept with them. All else stays as it is.
 * Blocks where keys are not in memory.
 */
public final class EventProtection {

    private static final ObjectWriter FRAME = Json.frame().writer();

    private final StreamCodec<?, ?, ?> codec;
    private final PersonalSeal seal;
    private final ClearForms forms;
    private final CommandProtection commands;

    /**
     * Prepares to protect.
     *
     * @throws IllegalArgumentException if the streams hold nothing personal
     */
    public EventProtection(StreamCodec<?, ?, ?> codec) {
        this.codec = codec;
        this.seal = CommandProtection.seal(codec);
        this.forms = codec.events().clearForms();
        this.commands = new CommandProtection(codec);
    }

    /**
     * Tells whether an event holds personal data in the clear.
     *
     * @param unread is told of what nothing of today reads, in it and in the command that is kept with it
     * @throws IllegalStateException if it cannot be told; says why
     */
    public boolean isClear(JournalEntry entry, UnreadData unread) {
        return read(entry, stored -> {
            entry.before().problem(stored.header().previous()).ifPresent(problem -> {
                throw new IllegalStateException(entry.id() + ": " + problem);
            });
            EventJson.Parts opened = opened(entry);
            Marked marked = marked(entry, stored, opened);
            String name = entry.stored().manifest();
            if (!isKnown(name)) {
                unread.unknown(name);
            } else if (!EventCodec.isOfRecount(name)) {
                EventName event = EventName.parse(marked.name);
                forms.tellLeftOut(
                        new ClearForms.Stored(new EventForm(event.event(), event.revision()), marked.data),
                        opened.data().text(),
                        field -> unread.leftOut(name, field));
            }
            if (marked.command.isPresent()) {
                commands.tellUnread(
                        marked.command.get(), opened.header().command().detail().orElseThrow(), unread);
            }
            return !marked.equals(asItIs(entry, stored));
        });
    }

    /**
     * Returns an event of a stream with personal data in the clear as it is to be stored after another one.
     *
     * @param previous the hash of the event before it
     * @throws IllegalStateException if it cannot be made; says why
     */
    public StoredEvent after(JournalEntry entry, String previous) {
        return read(entry, stored -> {
            EventHeader header = stored.header();
            Marked marked = marked(entry, stored, opened(entry));
            Optional<CommandRecord.Detail> command = header.command()
                    .detail()
                    .map(before -> commands.withDigestOfToday(entry.stream(), before, marked.command.orElseThrow()));
            if (marked.equals(asItIs(entry, stored))
                    && command.equals(header.command().detail())
                    && header.previous().equals(previous)) {
                return entry.stored();
            }
            var written = new EventHeader(
                    header.metadata(), new CommandRecord(header.command().id(), command), previous, header.migrated());
            byte[] payload = EventJson.write(FRAME, new RawValue(marked.data), written);
            return new StoredEvent(
                    marked.name,
                    seal.sealWhatIsLeft(SealPlace.event(entry.stream(), entry.version(), marked.name), payload));
        });
    }

    /** Makes something of an event that has been taken apart, as it is stored. */
    @FunctionalInterface
    private interface Reading<T> {
        T of(EventJson.Parts stored) throws IOException;
    }

    private static <T> T read(JournalEntry entry, Reading<T> reading) {
        try {
            return reading.of(EventJson.read(entry.stored().payload()));
        } catch (IOException | MalformedException unreadable) {
            throw new IllegalStateException(
                    entry.stored().manifest() + " cannot be read: " + unreadable.getMessage(), unreadable);
        }
    }

    /** The parts of an event that may hold something personal, each value of it marked or sealed. */
    private record Marked(String name, String data, Optional<CommandRecord.Detail> command) {}

    private static Marked asItIs(JournalEntry entry, EventJson.Parts stored) {
        return new Marked(
                entry.stored().manifest(),
                stored.data().text(),
                stored.header().command().detail());
    }

    private EventJson.Parts opened(JournalEntry entry) throws IOException {
        StoredEvent stored = entry.stored();
        return EventJson.read(
                seal.open(SealPlace.event(entry.stream(), entry.version(), stored.manifest()), stored.payload()));
    }

    private Marked marked(JournalEntry entry, EventJson.Parts stored, EventJson.Parts opened) throws IOException {
        StreamId stream = entry.stream();
        String name = entry.stored().manifest();
        String data = stored.data().text();
        Optional<CommandRecord.Detail> command = stored.header().command().detail();
        if (command.isPresent()) {
            command = Optional.of(commands.marked(
                    stream, command.get(), opened.header().command().detail().orElseThrow()));
        }
        if (Correction.isReserved(name)) {
            return new Marked(name, marked(stream, CorrectionJson.read(data), data), command);
        } else if (EventCodec.isOfRecount(name) || !isKnown(name)) {
            return new Marked(name, data, command);
        }
        EventName event = EventName.parse(name);
        CorrectedEvent marked = marked(
                stream,
                new CorrectedEvent(event.event(), event.revision(), data),
                opened.data().text());
        return new Marked(marked.storedName(event.streamType()), marked.data(), command);
    }

    private boolean isKnown(String storedName) {
        return codec.events().canRead(storedName);
    }

    private String marked(StreamId stream, Correction correction, String data) {
        Correction marked = correction.map(event -> marked(stream, event));
        return marked.equals(correction) ? data : CorrectionJson.write(marked);
    }

    private CorrectedEvent marked(StreamId stream, CorrectedEvent event) {
        if (!isKnown(event.storedName(codec.type().name()))) {
            return event;
        }
        try {
            return marked(stream, event, seal.open(SealPlace.corrected(stream), event.data()));
        } catch (IOException unreadable) {
            throw JsonProblems.explain(unreadable);
        }
    }

    private CorrectedEvent marked(StreamId stream, CorrectedEvent event, String opened) throws IOException {
        var form = new EventForm(event.event(), event.revision());
        ClearForms.Stored marked = forms.marked(Subject.of(stream), new ClearForms.Stored(form, event.data()), opened);
        return new CorrectedEvent(marked.form().event(), marked.form().revision(), marked.data());
    }
}
