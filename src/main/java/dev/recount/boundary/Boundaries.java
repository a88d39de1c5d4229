package dev.recount.boundary;

import dev.recount.database.Database;
import dev.recount.journal.codec.Codecs;
import dev.recount.journal.codec.StreamCodec;
import dev.recount.journal.tag.table.TagDefinition;
import dev.recount.journal.tag.table.TagTable;
import dev.recount.model.StreamId;
import dev.recount.replay.Replay;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The tags of events, as the tables have them and as they follow from events. Every method blocks, and throws
 * {@link dev.recount.database.sql.DatabaseException} when a database does not answer.
 */
public final class Boundaries {

    private static final int MOST_TOLD = 100;

    private final Codecs codecs;
    private final Replay replay;
    private final TagTable table;
    private final Map<TaggedType, List<StreamId>> untagged = new ConcurrentHashMap<>();

    /** Uses the one journal. */
    public Boundaries(Database journal, Codecs codecs, Replay replay) {
        this.codecs = codecs;
        this.replay = replay;
        this.table = new TagTable(journal);
    }

    /** Returns the stream types of the domains whose events have tags. */
    public static List<TaggedType> defined(Codecs codecs) {
        return codecs.all().stream()
                .flatMap(codec -> codec.tags().revision().stream()
                        .map(revision -> new TaggedType(codec.type().name(), revision)))
                .toList();
    }

    /** Returns the first stream type of the domains that has tags, or commands decided on the events of others. */
    public static Optional<String> first(Codecs codecs) {
        return codecs.types().stream()
                .filter(type -> type.tags().isPresent() || !type.boundaries().isEmpty())
                .map(type -> type.name())
                .findFirst();
    }

    /**
     * Makes what the domains define known to the journal, before a stream of this node writes to it.
     *
     * @param isAlone whether no other node is at work
     */
    public void define(boolean isAlone) {
        defined(codecs).forEach(each -> table.define(each.streamType(), each.revision(), isAlone));
    }

    /** Tells whether events have tags, of today's domains or of those of before. */
    public boolean areThere() {
        return !defined(codecs).isEmpty() || !table.definitions().isEmpty();
    }

    /** Returns the stream types whose events have tags, with how far each has come. */
    public List<TagStatus> all() {
        return table.definitions().stream().map(this::status).toList();
    }

    private TagStatus status(TagDefinition each) {
        var type = new TaggedType(each.streamType(), each.revision());
        return new TagStatus(
                each.streamType(),
                each.revision(),
                each.isBuilt(),
                each.isBuilt()
                        ? List.of()
                        : untagged.getOrDefault(type, List.of()).stream()
                                .limit(MOST_TOLD)
                                .toList());
    }

    /** Notes which streams of a type could not be tagged. */
    void noteUntagged(TaggedType type, List<StreamId> streams) {
        untagged.put(type, streams);
    }

    /** Returns how many streams of a type could not be tagged, as far as this node has come with it. */
    int untagged(TaggedType type) {
        return untagged.getOrDefault(type, List.of()).size();
    }

    TagTable table() {
        return table;
    }

    Codecs codecs() {
        return codecs;
    }

    Replay replay() {
        return replay;
    }

    Optional<StreamCodec<?, ?, ?>> codec(String streamType) {
        return codecs.find(streamType);
    }
}
