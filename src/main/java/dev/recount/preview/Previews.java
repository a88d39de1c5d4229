package dev.recount.preview;

import dev.recount.history.History;
import dev.recount.journal.codec.Codecs;
import dev.recount.stream.CommandRequest;
import dev.recount.stream.Outcome;
import dev.recount.stream.StreamSettings;
import dev.recount.stream.pekko.Streams;
import java.time.Clock;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** The previews of commands: what they would come to, without being carried out. */
public final class Previews {

    private final Rehearsals.Grounds grounds;

    public Previews(Codecs codecs, Streams streams, History history, StreamSettings settings, Clock clock) {
        this.grounds = new Rehearsals.Grounds(codecs, streams, history, settings, clock);
    }

    /**
     * Tells what a command would come to, by itself. The present is asked of the stream, after all that was accepted
     * before; the stage fails as that of a question about the past does where the past is asked for.
     */
    public CompletionStage<Preview> of(CommandRequest request, Way way) {
        return way.point().isEmpty()
                ? grounds.streams().preview(request, way.enriching()).thenApply(Preview.Told::new)
                : inOrder(way).next(request).thenCompose(preview -> completed(preview, request));
    }

    private CompletionStage<Preview> completed(Preview preview, CommandRequest request) {
        return preview instanceof Preview.Told(Outcome.Accepted accepted) && accepted.repeat()
                ? grounds.streams().completed(accepted, request).thenApply(Preview.Told::new)
                : CompletableFuture.completedStage(preview);
    }

    /** Begins with commands each of which meets what those before it would have led to in its stream. */
    public Rehearsals inOrder(Way way) {
        return new Rehearsals(grounds, way);
    }
}
