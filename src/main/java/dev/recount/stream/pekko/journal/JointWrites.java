package dev.recount.stream.pekko.journal;

import dev.recount.journal.JournalKey;
import dev.recount.journal.StoredEvent;
import dev.recount.journal.append.EventRow;
import dev.recount.journal.append.Fence;
import dev.recount.journal.append.JointAppend;
import dev.recount.journal.claim.Claimed;
import dev.recount.journal.claim.table.ClaimRow;
import dev.recount.journal.tag.Tagged;
import dev.recount.journal.tag.table.TagRow;
import dev.recount.model.StreamId;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.pekko.actor.ActorSystem;
import org.jspecify.annotations.Nullable;

/** The writes of events of several streams together, each of which its own actor has decided on. */
public final class JointWrites {

    private final JournalSetup setup;
    private final Clock clock;

    /** Writes into the journals of a node. */
    public JointWrites(ActorSystem system, Clock clock) {
        this.setup = JournalSetup.of(system);
        this.clock = clock;
    }

    /**
     * The part of one stream.
     *
     * @param version the version that the stream has before; it has no other one when all is stored
     * @param events what happens in it; none where it only must not go on
     * @param tagged the tags that come with each of them
     * @param claimed what it holds otherwise afterwards
     */
    public record Part(StreamId stream, long version, List<StoredEvent> events, List<Tagged> tagged, Claimed claimed) {

        public Part {
            events = List.copyOf(events);
            tagged = List.copyOf(tagged);
        }
    }

    /**
     * Stores the parts of streams of one journal: all or none.
     *
     * @param journal which journal, from 0
     * @param writer what tells their events from those of the streams' actors
     * @param latestNanos the latest moment at which the write may begin, as {@link System#nanoTime()} tells it
     * @return completes once they are committed; fails with {@link dev.recount.database.sql.NotWrittenException} if
     *     they are certain not to be
     */
    public CompletableFuture<@Nullable Void> write(int journal, String writer, List<Part> parts, long latestNanos) {
        long now = clock.millis();
        var rows = new ArrayList<EventRow>();
        var claims = new ArrayList<ClaimRow>();
        var tags = new ArrayList<TagRow>();
        var fences = new ArrayList<Fence>();
        for (Part part : parts) {
            String key = JournalKey.of(part.stream);
            if (part.events.isEmpty()) {
                fences.add(new Fence(key, part.version));
            }
            long version = part.version;
            for (StoredEvent event : part.events) {
                rows.add(new EventRow(key, ++version, writer, now, "", event, EventSerializer.IDENTIFIER));
            }
            part.tagged.stream()
                    .filter(tagged -> !tagged.isNothing())
                    .forEach(tagged -> tags.add(new TagRow(key, tagged)));
            if (!part.claimed.isNothing()) {
                claims.add(new ClaimRow(key, part.claimed, version));
            }
        }
        return setup.queue(journal).append(new JointAppend(rows, claims, tags, fences, latestNanos));
    }
}
