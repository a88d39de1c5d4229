package dev.recount.stream.pekko.journal;

import dev.recount.journal.JournalEntry;
import dev.recount.journal.Recorded;
import dev.recount.journal.Recorded.RecordedEvent;
import dev.recount.journal.codec.EventReader;
import org.apache.pekko.serialization.SerializerWithStringManifest;

/** Lets Pekko store events as they were encoded in their stream's actor, under their stable names. */
public final class EventSerializer extends SerializerWithStringManifest {

    static final int IDENTIFIER = 7_301;

    private final EventReader reader;

    public EventSerializer(EventReader reader) {
        this.reader = reader;
    }

    @Override
    public int identifier() {
        return IDENTIFIER;
    }

    @Override
    public String manifest(Object event) {
        return ((RecordedEvent) event).stored().manifest();
    }

    @Override
    public byte[] toBinary(Object event) {
        return ((RecordedEvent) event).stored().payload();
    }

    /** Reads a stored event, as its stream's actor takes it on recovery. */
    Recorded read(JournalEntry entry) {
        return reader.read(entry);
    }

    @Override
    public Object fromBinary(byte[] bytes, String manifest) {
        throw new UnsupportedOperationException("an event is read with its stream and its version");
    }
}
