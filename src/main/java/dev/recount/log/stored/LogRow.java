package dev.recount.log.stored;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import dev.recount.journal.StoredEvent;
import dev.recount.log.position.LogPlace;
import dev.recount.model.StreamId;
import java.util.Base64;
import java.util.Optional;

/**
 * An event as the whole row that it is in its journal, by which the row can be put back as it was. Bytes are in base64.
 *
 * @param stream the stream, as type/id
 * @param version its number within the stream
 * @param name the name under which it is stored
 * @param payload its stored bytes, in which is also who did it, when and why
 * @param place its place in the log of the journal
 * @param deleted whether it is marked as deleted, as none ever is
 * @param writer which incarnation of its stream's actor wrote it
 * @param time when it was written, in milliseconds since 1970
 * @param adapter under which name an event adapter, if any, made it
 * @param serializer the number of the serializer that made the payload
 * @param hash the hash that was kept beside it
 * @param metaPayload what Pekko keeps beside an event, if anything
 * @param metaSerializer the number of the serializer that made that
 * @param metaName its name for that serializer
 */
public record LogRow(
        String stream,
        long version,
        String name,
        String payload,
        LogPlace place,
        boolean deleted,
        String writer,
        long time,
        String adapter,
        int serializer,
        @JsonInclude(Include.NON_ABSENT) Optional<String> hash,
        @JsonInclude(Include.NON_ABSENT) Optional<String> metaPayload,
        @JsonInclude(Include.NON_ABSENT) Optional<Integer> metaSerializer,
        @JsonInclude(Include.NON_ABSENT) Optional<String> metaName) {

    /**
     * Returns it by its hash, as that follows from what is stored.
     *
     * @throws IllegalArgumentException if the stream is none, or the payload is not in base64
     */
    public LogHash hashed() {
        return new LogHash(
                place, StreamId.parse(stream), version, Base64.getEncoder().encodeToString(event().hash()));
    }

    /**
     * Returns the stored event.
     *
     * @throws IllegalArgumentException if the payload is not in base64
     */
    public StoredEvent event() {
        return new StoredEvent(name, Base64.getDecoder().decode(payload));
    }

    /** Returns the same with other bytes. */
    LogRow with(byte[] bytes) {
        return new LogRow(
                stream,
                version,
                name,
                Base64.getEncoder().encodeToString(bytes),
                place,
                deleted,
                writer,
                time,
                adapter,
                serializer,
                hash,
                metaPayload,
                metaSerializer,
                metaName);
    }

    @Override
    public String toString() {
        return stream + "@" + version;
    }
}
