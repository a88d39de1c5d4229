package dev.recount.preview;

import dev.recount.history.History;
import dev.recount.history.Moment;
import dev.recount.journal.codec.Codecs;
import dev.recount.journal.codec.StreamCodec;
import dev.recount.log.Knowledge;
import dev.recount.model.StreamId;
import dev.recount.replay.StreamState;
import dev.recount.stream.BoundaryLook;
import dev.recount.stream.ClaimLook;
import dev.recount.stream.CommandRequest;
import dev.recount.stream.Outcome;
import dev.recount.stream.Refusal;
import dev.recount.stream.SentAgain;
import dev.recount.stream.StreamSettings;
import dev.recount.stream.pekko.Streams;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/**
 * Commands that come one after another, of which nothing is stored: each meets what those before it of its stream would
 * have led to. Those of different streams may come side by side; of a stream, the next one comes once the one before is
 * answered.
 */
public final class Rehearsals {

    /** The state of each of them is kept in memory until the last command has come. */
    static final int MOST_STREAMS = 1_000;

    private final Grounds grounds;
    private final Way way;
    private final Map<StreamId, Rehearsal<?, ?, ?>> streams = new ConcurrentHashMap<>();

    /** The parts of the server that previews stand on. */
    record Grounds(Codecs codecs, Streams streams, History history, StreamSettings settings, Clock clock) {}

    Rehearsals(Grounds grounds, Way way) {
        this.grounds = grounds;
        this.way = way;
    }

    /** Tells what the next command would come to; the stage fails as that of a question about the past does. */
    public CompletionStage<Preview> next(CommandRequest request) {
        Executor executor = grounds.history.executor();
        try {
            return CompletableFuture.supplyAsync(() -> next(request, executor), executor)
                    .thenCompose(preview -> preview)
                    .thenCompose(preview -> recalled(preview, request));
        } catch (RejectedExecutionException full) {
            return CompletableFuture.failedStage(full);
        }
    }

    /** Without keys or in today's form, a repeat need not look like one: what is on record of the command tells. */
    private CompletionStage<Preview> recalled(Preview preview, CommandRequest request) {
        return preview instanceof Preview.Told(Outcome.Refused(var _, var refusal, var _))
                        && refusal == Refusal.COMMAND_ID_REUSED
                ? grounds.streams
                        .recall(SentAgain.of(request))
                        .thenApply(
                                known -> known.<Preview>map(Preview.Told::new).orElse(preview))
                : CompletableFuture.completedStage(preview);
    }

    private CompletionStage<Preview> next(CommandRequest request, Executor executor) {
        StreamId stream = request.stream();
        if (way.point().isPresent() && keepsStateAlone(stream)) {
            return CompletableFuture.completedStage(new Preview.Told(
                    new Outcome.Refused(stream, Refusal.STATE_ALONE, Refusal.stateAlone(stream.type()))));
        }
        Rehearsal<?, ?, ?> known = streams.get(stream);
        if (known == null && streams.size() >= MOST_STREAMS) {
            return CompletableFuture.completedStage(new Preview.TooMany(MOST_STREAMS));
        }
        Optional<Rehearsal<?, ?, ?>> rehearsal = known == null ? begun(stream) : Optional.of(known);
        return rehearsal
                .map(begun -> begun.next(request, way.enriching(), executor).<Preview>thenApply(Preview.Told::new))
                .orElseGet(() -> CompletableFuture.completedStage(new Preview.NotThere(stream)));
    }

    private boolean keepsStateAlone(StreamId stream) {
        return grounds.codecs.find(stream.type()).orElseThrow().type().keepsStateAlone();
    }

    private Optional<Rehearsal<?, ?, ?>> begun(StreamId stream) {
        Optional<Rehearsal<?, ?, ?>> begun =
                begin(grounds.codecs.find(stream.type()).orElseThrow(), stream);
        begun.ifPresent(rehearsal -> streams.put(stream, rehearsal));
        return begun;
    }

    private <S, C, E> Optional<Rehearsal<?, ?, ?>> begin(StreamCodec<S, C, E> codec, StreamId stream) {
        History.Point point =
                way.point().orElseGet(() -> new History.Point(Moment.Latest.INSTANCE, Knowledge.Today.INSTANCE));
        return state(codec, stream, point)
                .map(state -> new Rehearsal<>(
                        stream,
                        codec,
                        state,
                        time(point.moment(), state),
                        claims(),
                        boundaries(),
                        grounds.settings,
                        grounds.clock));
    }

    private <S> Optional<StreamState<S>> state(StreamCodec<S, ?, ?> codec, StreamId stream, History.Point point) {
        int remembered = grounds.settings.rememberedCommands();
        return codec.type().keepsStateAlone()
                ? Optional.of(grounds.history.latest(codec, stream, remembered))
                : grounds.history.streamAt(codec, stream, point, remembered);
    }

    /** Who held what at a point of the past, nothing tells. */
    private ClaimLook claims() {
        return way.point().isEmpty()
                ? grounds.streams.claims()
                : (_, _) -> CompletableFuture.completedStage(Optional.empty());
    }

    /** The events of all streams as they were at a point of the past are not looked up. */
    private BoundaryLook boundaries() {
        return way.point().isEmpty()
                ? grounds.streams.boundaries()
                : _ -> CompletableFuture.completedStage(
                        new BoundaryLook.Found.Refused(
                                Refusal.BOUNDARY_OF_PAST,
                                "it is decided on the events of several streams, and those of the past are not looked up for it"));
    }

    /** What happens at a point of the past happens at its time, and never in what is still to come. */
    private Optional<Instant> time(Moment moment, StreamState<?> state) {
        Instant now = grounds.clock.instant();
        return switch (moment) {
            case Moment.Time(var time) -> Optional.of(time.isAfter(now) ? now : time);
            case Moment.Version _ ->
                state instanceof StreamState.Live<?> live && live.version() > 0
                        ? Optional.of(live.time())
                        : Optional.empty();
            case Moment.Latest.INSTANCE -> Optional.empty();
        };
    }
}
