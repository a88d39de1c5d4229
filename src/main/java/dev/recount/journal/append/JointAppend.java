package dev.recount.journal.append;

import dev.recount.journal.claim.table.ClaimRow;
import dev.recount.journal.tag.table.TagRow;
import java.util.List;
import java.util.stream.Stream;

/**
 * An append of the events of several streams.
 *
 * @param rows the events, of which there is at least one
 * @param claims the changes of what the streams hold
 * @param tags the tags that come with events
 * @param fences the streams that must not have gone on
 * @param latestNanos the latest moment at which it may begin to be written, as {@link System#nanoTime()} tells it
 */
public record JointAppend(
        List<EventRow> rows, List<ClaimRow> claims, List<TagRow> tags, List<Fence> fences, long latestNanos) {

    public JointAppend {
        rows = List.copyOf(rows);
        claims = List.copyOf(claims);
        tags = List.copyOf(tags);
        fences = List.copyOf(fences);
    }

    List<JournalRow> all() {
        return Stream.of(
                        rows.stream(),
                        claims.stream().map(AppendQueue.Claims::new),
                        tags.stream().map(AppendQueue.Tags::new),
                        fences.stream(),
                        Stream.of(new Deadline(latestNanos)))
                .<JournalRow>flatMap(each -> each)
                .toList();
    }
}
