package dev.recount.boundary;

import dev.recount.journal.JournalEntry;
import dev.recount.journal.JournalKey;
import dev.recount.journal.JournalPage;
import dev.recount.journal.Recorded;
import dev.recount.journal.codec.StreamCodec;
import dev.recount.journal.tag.Tagged;
import dev.recount.journal.tag.table.TagRow;
import dev.recount.model.StreamId;
import dev.recount.replay.counting.Counted;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;

/**
 * The tags of the events of before of one stream type, as they are counted.
 *
 * <p>They are added to what is there: the events that are stored meanwhile come with theirs, and so do corrections.
 */
record CountedTags(Boundaries boundaries, TaggedType type) implements Counted<TagRow> {

    private static final int PAGE = 256;

    @Override
    public String what() {
        return "which tags its events have";
    }

    @Override
    public List<StreamId> streams(Optional<String> after, int most) {
        return boundaries.replay().journal().streams(type.streamType(), after, most).stream()
                .map(id -> new StreamId(type.streamType(), id))
                .toList();
    }

    @Override
    public Optional<TagRow> count(StreamId stream) {
        StreamCodec<?, ?, ?> codec = boundaries.codec(type.streamType()).orElseThrow();
        var tags = new TreeMap<Long, SortedSet<String>>();
        JournalPage page;
        long next = 1;
        do {
            page = boundaries.replay().journal().events(stream, next, PAGE);
            for (JournalEntry entry : page.entries()) {
                if (entry.version() != next || !add(entry, codec, tags)) {
                    return Optional.empty();
                }
                next++;
            }
        } while (!page.atEnd());
        return Optional.of(new TagRow(JournalKey.of(stream), new Tagged(tags, false, Optional.empty())));
    }

    private boolean add(JournalEntry entry, StreamCodec<?, ?, ?> codec, SortedMap<Long, SortedSet<String>> tags) {
        if (!(boundaries.replay().reader().read(entry) instanceof Recorded.RecordedEvent event)) {
            return false;
        }
        SortedSet<String> texts = codec.tags().texts(entry.stream(), event.events());
        if (!texts.isEmpty()) {
            tags.put(entry.version(), texts);
        }
        return true;
    }

    @Override
    public List<StreamId> write(List<TagRow> results) {
        boundaries.table().add(results);
        return List.of();
    }

    @Override
    public void noteLeft(List<StreamId> left) {
        boundaries.noteUntagged(type, left);
    }
}
