package dev.recount.http.events;

import dev.recount.http.answer.CloudEvents;
import dev.recount.http.answer.Unmarked;
import dev.recount.subscription.Bookmark;
import dev.recount.subscription.LogPart;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.apache.pekko.util.ByteString;
import org.jspecify.annotations.Nullable;

/**
 * The frames of Server-Sent Events that subscribers are sent. Subscribers at the head of the log get the same events at
 * about the same time: what was written for one of them is kept for the others for a while.
 */
final class Frames {

    private static final int RECONNECT_MILLIS = 1_000;
    private static final int KEPT = 1_024;
    private static final int LARGEST_KEPT_BYTES = 16 << 10;

    private final AtomicReferenceArray<@Nullable Frame> kept = new AtomicReferenceArray<>(KEPT);

    /**
     * A frame that was written.
     *
     * @param isSeen whether personal data is shown in it
     * @param erasures how many erasures were known then: what was written before one may have been erased by it
     */
    private record Frame(LogPart event, boolean isSeen, int erasures, Bookmark bookmark, ByteString bytes) {

        boolean isOf(LogPart other, boolean seen, Bookmark reached) {
            return event.entry() == other.entry()
                    && isSeen == seen
                    && event.number() == other.number()
                    && erasures == other.entry().erasures()
                    && bookmark.equals(reached);
        }
    }

    /** Says where a subscription begins, so that it goes on from there even if it breaks before the first event. */
    static ByteString beginning(Bookmark position) {
        return ByteString.fromString("retry: " + RECONNECT_MILLIS + "\nid: " + position + "\n\n");
    }

    /** Says how far the log was looked through; without data, it is no event to the reader. */
    static ByteString heartbeat(Bookmark position) {
        return ByteString.fromString(": heartbeat\nid: " + position + "\n\n");
    }

    /**
     * Returns an event.
     *
     * @param isSeen whether its reader may see the personal data in it
     */
    ByteString event(LogPart event, boolean isSeen) {
        Bookmark reached = event.bookmark();
        int place = Math.floorMod(2 * reached.hashCode() + (isSeen ? 1 : 0), KEPT);
        Frame known = kept.get(place);
        if (known != null && known.isOf(event, isSeen, reached)) {
            return known.bytes;
        }
        int erasures = event.entry().erasures();
        ByteString written = write(event, isSeen);
        if (written.size() <= LARGEST_KEPT_BYTES) {
            kept.set(place, new Frame(event, isSeen, erasures, reached, written));
        }
        return written;
    }

    private static ByteString write(LogPart event, boolean isSeen) {
        // A line's end in JSON is white space; within a text, it is written as an escape.
        String json = Unmarked.of(CloudEvents.of(event).toString(), isSeen);
        String data = json.replace('\n', ' ').replace('\r', ' ');
        return ByteString.fromString("id: " + event.bookmark() + "\ndata: " + data + "\n\n");
    }
}
