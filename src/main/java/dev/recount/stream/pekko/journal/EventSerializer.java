package dev.recount.stream.pekko.journal;

import dev.recount.journal.Codecs;
import dev.recount.journal.Recorded.RecordedEvent;
import dev.recount.journal.StoredEvent;
import org.apache.pekko.serialization.SerializerWithStringManifest;

/** Lets Pekko store events as they were encoded in their stream's actor, under their stable names. */
public final class EventSerializer extends SerializerWithStringManifest {

    private static final int IDENTIFIER = 7_301;

    private final Codecs codecs;

    public EventSerializer(Codecs codecs) {
        this.codecs = codecs;
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

    @Override
    public Object fromBinary(byte[] bytes, String manifest) {
        return codecs.read(new StoredEvent(manifest, bytes));
    }
}
