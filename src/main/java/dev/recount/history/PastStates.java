package dev.recount.history;

import dev.recount.journal.EventHeader;
import dev.recount.journal.codec.StreamCodec;
import dev.recount.journal.correction.Known;
import dev.recount.journal.stored.JournalReader;
import dev.recount.json.MalformedException;
import dev.recount.log.Knowledge;
import dev.recount.log.LogReader;
import dev.recount.model.StreamId;
import dev.recount.replay.Fold;
import dev.recount.replay.Replay;
import dev.recount.replay.StreamState;
import dev.recount.stream.Outcome;
import dev.recount.stream.Refusal;
import dev.recount.stream.StateReply;
import java.util.ArrayList;
import java.util.Optional;

/** Makes the past of streams from the journal; every method blocks. */
final class PastStates {

    private static final long MOST_BYTES = 8 << 20;

    private final Replay replay;
    private final LogReader log;
    private final JournalReader journal;
    private final VersionSearch search;

    PastStates(Replay replay, LogReader log) {
        this.replay = replay;
        this.log = log;
        this.journal = replay.journal();
        this.search = new VersionSearch(journal, replay.reader());
    }

    /** Returns the state of a stream at a moment at which it had one: after some event. */
    StateReply stateAt(StreamId stream, Moment moment, Knowledge knowledge) {
        StateReply reply = pointAt(stream, moment, knowledge.of(stream, log));
        return reply instanceof StateReply.Found found && found.version() == 0
                ? new StateReply.NotFound(stream)
                : reply;
    }

    /** Returns a stream at a moment, as it could go on from there; nothing if it has not come to that version. */
    <S> Optional<StreamState<S>> streamAt(
            StreamCodec<S, ?, ?> codec, StreamId stream, History.Point point, int rememberedCommands) {
        return switch (versionAt(stream, point.moment())) {
            case VersionSearch.Result.Damaged(var problem) -> Optional.of(new StreamState.Damaged<>(0, problem));
            case VersionSearch.Result.Found(var version) -> {
                boolean mayHaveGoneOn = !(point.moment() instanceof Moment.Version);
                Optional<Outcome.Refused> lost = lostAfter(stream, mayHaveGoneOn ? version : version - 1);
                yield lost.isPresent()
                        ? Optional.of(new StreamState.Damaged<>(0, lost.get().message()))
                        : Optional.of(replay.streamAt(
                                        codec, stream, version, point.known().of(stream, log), rememberedCommands))
                                .filter(reached ->
                                        reached instanceof StreamState.Damaged<S> || reached.version() == version);
            }
        };
    }

    private VersionSearch.Result versionAt(StreamId stream, Moment moment) {
        return switch (moment) {
            case Moment.Version(var version) -> new VersionSearch.Result.Found(version);
            case Moment.Latest.INSTANCE -> new VersionSearch.Result.Found(journal.lastVersion(stream));
            case Moment.Time(var time) -> search.at(stream, time);
        };
    }

    /** Returns the state of a stream at a moment, also before the first event. */
    private StateReply pointAt(StreamId stream, Moment moment, Known known) {
        return switch (moment) {
            case Moment.Version(var version) -> StateReply.of(replay.stateAt(stream, version, known));
            case Moment.Latest.INSTANCE -> last(stream, journal.lastVersion(stream), known);
            case Moment.Time(var time) ->
                switch (search.at(stream, time)) {
                    case VersionSearch.Result.Found(var version) -> last(stream, version, known);
                    case VersionSearch.Result.Damaged(var problem) -> new StateReply.Failed(damaged(stream, problem));
                };
        };
    }

    private StateReply pointAt(StreamId stream, History.Point point) {
        return pointAt(stream, point.moment(), point.known().of(stream, log));
    }

    /** Returns the state after the event that seems to be the last one at a moment; later ones may have been lost. */
    private StateReply last(StreamId stream, long version, Known known) {
        return lostAfter(stream, version)
                .<StateReply>map(StateReply.Failed::new)
                .orElseGet(() -> StateReply.of(replay.stateAt(stream, version, known)));
    }

    private Optional<Outcome.Refused> lostAfter(StreamId stream, long version) {
        return replay.damage(stream)
                .filter(damage -> damage.version() <= version + 1)
                .map(damage -> damaged(stream, damage.problem()));
    }

    Difference difference(StreamId stream, History.Point from, History.Point to) {
        Optional<Outcome.Refused> lost = lostAfter(stream, 0);
        if (lost.isPresent()) {
            return new Difference.Failed(lost.get());
        } else if (journal.lastVersion(stream) == 0) {
            return new Difference.NotFound(stream);
        }
        return switch (pointAt(stream, from)) {
            case StateReply.Moved _ -> throw past(stream);
            case StateReply.Failed(var refused) -> new Difference.Failed(refused);
            case StateReply.NotFound _ -> new Difference.NotFound(stream);
            case StateReply.Found before ->
                switch (pointAt(stream, to)) {
                    case StateReply.Moved _ -> throw past(stream);
                    case StateReply.Failed(var refused) -> new Difference.Failed(refused);
                    case StateReply.NotFound _ -> new Difference.NotFound(stream);
                    case StateReply.Found after ->
                        new Difference.Found(
                                stream,
                                before.version(),
                                after.version(),
                                JsonDifference.patch(
                                        before.state().json(), after.state().json()));
                };
        };
    }

    Optional<CausedEvent> caused(StreamId stream, long version, Knowledge knowledge) {
        return journal.events(stream, version, 1, knowledge.of(stream, log)).entries().stream()
                .filter(entry -> entry.version() == version)
                .findFirst()
                .map(entry -> {
                    EventHeader header = replay.reader().open(entry).header();
                    var causes = new Causes(journal, replay.reader());
                    return new CausedEvent(entry, header, causes.of(entry, header.command()));
                });
    }

    HistoryPage page(StreamId stream, long afterVersion, int limit, Knowledge knowledge) {
        Optional<Outcome.Refused> lost = lostAfter(stream, 0);
        if (lost.isPresent()) {
            return new HistoryPage.Failed(lost.get());
        } else if (journal.lastVersion(stream) == 0) {
            return new HistoryPage.NotFound(stream);
        }
        try {
            Known known = knowledge.of(stream, log);
            return page(replay.near(stream, afterVersion, known).to(afterVersion), stream, afterVersion, limit);
        } catch (MalformedException unreadable) {
            return new HistoryPage.Failed(damaged(stream, unreadable.sentence()));
        }
    }

    private <S> HistoryPage page(Fold<S> fold, StreamId stream, long afterVersion, int limit) {
        var causes = new Causes(journal, replay.reader());
        var entries = new ArrayList<HistoryEntry>();
        long[] bytes = {0};
        if (fold.state().version() == afterVersion) {
            long last = limit > Long.MAX_VALUE - afterVersion ? Long.MAX_VALUE : afterVersion + limit;
            fold.to(last, step -> {
                String state = fold.json(step.state());
                EventHeader header = step.event().header();
                entries.add(new HistoryEntry(step.entry(), header, causes.of(step.entry(), header.command()), state));
                bytes[0] += step.entry().stored().payload().length + state.length();
                return bytes[0] < MOST_BYTES;
            });
        }
        if (fold.state() instanceof StreamState.Damaged<S>(var _, var problem)) {
            return new HistoryPage.Failed(damaged(stream, problem));
        }
        boolean isFull = entries.size() == limit || bytes[0] >= MOST_BYTES;
        Optional<Outcome.Refused> lost =
                isFull ? Optional.empty() : lostAfter(stream, fold.state().version());
        return lost.<HistoryPage>map(HistoryPage.Failed::new)
                .orElseGet(() -> new HistoryPage.Found(stream, entries, isFull));
    }

    /** Where a stream has gone is nothing of its past. */
    private static IllegalStateException past(StreamId stream) {
        return new IllegalStateException("the past of " + stream + " does not move");
    }

    private static Outcome.Refused damaged(StreamId stream, String problem) {
        return new Outcome.Refused(stream, Refusal.STREAM_DAMAGED, problem);
    }
}
