package dev.recount.journal.codec;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.recount.json.personal.PersonalModule;
import dev.recount.model.DomainException;
import dev.recount.model.StreamId;
import dev.recount.model.boundary.Tag;
import dev.recount.model.boundary.Tags;
import dev.recount.model.type.StreamType;
import java.io.IOException;
import java.util.Collection;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The tags of the events of one stream type: those of each event as if everybody that it tells of were erased.
 *
 * @param <E> the events
 */
public final class TagCodec<E> {

    private final StreamType<?, ?, E> type;
    private final JsonMapper mapper;
    private final boolean holdsPersonal;

    TagCodec(StreamType<?, ?, E> type, JsonMapper mapper, boolean holdsPersonal) {
        this.type = type;
        this.mapper = mapper;
        this.holdsPersonal = holdsPersonal;
        boolean areDeleted =
                type.archive().flatMap(policy -> policy.retention()).isPresent();
        if (areDeleted && type.tags().isPresent()) {
            throw new DomainException("tagged: " + type
                    + " lets events be deleted from the archive, and nothing could be" + " decided on those any more");
        }
    }

    /** Returns the revision of the rule that gives the tags; nothing where the events have none. */
    public Optional<Integer> revision() {
        return type.tags().map(Tags::revision);
    }

    /**
     * Returns the tags of an event of today.
     *
     * @throws RuntimeException if the rule fails on it
     */
    public SortedSet<Tag> of(StreamId stream, Object event) {
        return type.tags()
                .map(tags -> new TreeSet<>(
                        tags.rule().tags(stream, forgotten(type.events().base().cast(event)))))
                .orElseGet(TreeSet::new);
    }

    /**
     * Returns the tags of what is stored as one event, as the texts under which they are kept.
     *
     * @param events the events of today that it is
     * @throws RuntimeException if the rule fails on one of them
     */
    public SortedSet<String> texts(StreamId stream, Collection<?> events) {
        var texts = new TreeSet<String>();
        if (type.tags().isPresent()) {
            events.forEach(event -> of(stream, event).forEach(tag -> texts.add(tag.toString())));
        }
        return texts;
    }

    private E forgotten(E event) {
        if (!holdsPersonal) {
            return event;
        }
        try {
            return mapper.readerFor(event.getClass())
                    .withAttribute(PersonalModule.FORGETTING, true)
                    .readValue(mapper.writeValueAsBytes(event));
        } catch (IOException unreadable) {
            throw new IllegalStateException("an event that cannot be read without its personal data", unreadable);
        }
    }
}
