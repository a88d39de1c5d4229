package dev.recount.history.verify;

import dev.recount.database.sql.DatabaseException;
import dev.recount.history.JsonDifference;
import dev.recount.journal.HashChain;
import dev.recount.journal.Recorded.RecordedEvent;
import dev.recount.journal.codec.EventReader;
import dev.recount.journal.codec.StreamCodec;
import dev.recount.journal.correction.Corrections;
import dev.recount.journal.stored.JournalReader;
import dev.recount.journal.stored.SnapshotRow;
import dev.recount.journal.stored.SnapshotTable;
import dev.recount.journal.stored.StoredStreams;
import dev.recount.journal.stored.archived.DeletedEvents;
import dev.recount.json.marked.PersonalJson;
import dev.recount.model.StreamId;
import dev.recount.replay.Fold;
import dev.recount.replay.Snapshot;
import dev.recount.replay.StreamState;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Replays one stream from its first event, or from its settled state where earlier ones were deleted, and holds its
 * saved states against the replay.
 *
 * @param <S> the aggregate's state
 */
final class StreamVerification<S> {

    private static final int SNAPSHOTS = 20;
    private static final int LONGEST = 300;

    private final StreamId stream;
    private final StreamCodec<S, ?, ?> codec;
    private final JournalReader events;
    private final SnapshotTable snapshots;
    private final Corrections corrections;
    private final Fold<S> fold;
    private final BiConsumer<Long, RecordedEvent> eachEvent;
    private final VerificationProgress progress;
    private final String today;
    private final ReplayedCommands commands = new ReplayedCommands();
    private Optional<SnapshotRow> settled;
    private final Deque<SnapshotRow> waiting = new ArrayDeque<>();
    private final DeletedEvents deleted;
    private long snapshotsRead;
    private Instant time = Instant.MIN;

    StreamVerification(
            StreamId stream,
            StreamCodec<S, ?, ?> codec,
            StoredStreams stored,
            EventReader reader,
            BiConsumer<Long, RecordedEvent> eachEvent,
            VerificationProgress progress) {
        this.stream = stream;
        this.codec = codec;
        this.events = stored.events();
        this.snapshots = stored.snapshots();
        this.settled = snapshots.settled(stream);
        this.corrections = stored.events().corrections(stream);
        this.deleted = stored.events().deleted(stream);
        this.fold = Fold.beginning(stream, codec, new Fold.Source(stored.events(), reader));
        this.eachEvent = eachEvent;
        this.progress = progress;
        this.today = Snapshot.name(codec);
    }

    /** Verifies the stream, and returns what it has come to, if it can be told. */
    Optional<Snapshot<S>> run() {
        if (deleted.areThere()) {
            deleted.problem().ifPresent(problem -> report(1, problem));
            progress.deleted(deleted.version());
            if (!beginAtSettled()) {
                progress.streamDone();
                return Optional.empty();
            }
        }
        switch (fold.to(Long.MAX_VALUE, this::passes).state()) {
            case StreamState.Damaged<S>(var version, var problem) -> report(version + 1, problem);
            case StreamState.Live<S> end -> {
                for (SnapshotRow row = nextSnapshot(); row != null; row = nextSnapshot()) {
                    report(row.version(), "a snapshot, but no event: the stream ends at version " + end.version());
                }
                settled.ifPresent(row -> report(
                        row.version(), "a settled state, but no event: the stream ends at version " + end.version()));
            }
        }
        progress.streamDone();
        return fold.snapshot();
    }

    /** Nothing is left of what the settled state was made of: it is believed, if it is of the event that is there. */
    private boolean beginAtSettled() {
        Optional<StreamState.Live<S>> state = settled.filter(row -> row.name().equals(today))
                .filter(row -> corrections.leave(row.version()))
                .flatMap(this::read);
        if (state.isEmpty()) {
            report(
                    deleted.settled(),
                    "the stream cannot go on from its settled state, and its events up to version " + deleted.version()
                            + " were deleted");
            return false;
        }
        fold.from(state.get());
        commands.beginWith(state.get().commands());
        time = state.get().time();
        settled = Optional.empty();
        snapshotsRead = state.get().version();
        return true;
    }

    private Optional<StreamState.Live<S>> read(SnapshotRow row) {
        try {
            return Optional.of(Snapshot.read(codec, stream, row.payload()).live())
                    .filter(state -> state.version() == row.version())
                    .filter(this::isOfStored);
        } catch (DatabaseException keysAway) {
            throw keysAway;
        } catch (IOException | RuntimeException unreadable) {
            report(row.version(), "the settled state cannot be read: " + unreadable.getMessage());
            return Optional.empty();
        }
    }

    private boolean isOfStored(StreamState.Live<S> state) {
        return events.event(stream, state.version())
                .filter(event -> HashChain.of(event.stored()).equals(state.hash()))
                .isPresent();
    }

    private boolean passes(Fold.Step<S> step) {
        StreamState.Live<S> live = step.state();
        eachEvent.accept(live.version(), step.event());
        commands.add(step.event().header().command(), live.version());
        if (live.time().isBefore(time)) {
            report(live.version(), "its time " + live.time() + " is before that of the event before it, " + time);
        }
        time = live.time();
        for (SnapshotRow row = snapshotUpTo(live.version()); row != null; row = snapshotUpTo(live.version())) {
            compare("snapshot", row, live);
        }
        if (settled.isPresent() && settled.get().version() <= live.version()) {
            compare("settled state", settled.get(), live);
            settled = Optional.empty();
        }
        progress.eventDone();
        return true;
    }

    private @Nullable SnapshotRow snapshotUpTo(long version) {
        SnapshotRow next = nextSnapshot();
        if (next != null && next.version() > version) {
            waiting.addFirst(next);
            return null;
        }
        return next;
    }

    private @Nullable SnapshotRow nextSnapshot() {
        if (waiting.isEmpty() && snapshotsRead != Long.MAX_VALUE) {
            waiting.addAll(snapshots.after(stream, snapshotsRead, SNAPSHOTS));
            snapshotsRead =
                    waiting.isEmpty() ? Long.MAX_VALUE : waiting.getLast().version();
        }
        return waiting.pollFirst();
    }

    private void compare(String what, SnapshotRow row, StreamState.Live<S> expected) {
        if (!row.name().equals(today) || !corrections.leave(row.version())) {
            progress.staleSnapshot();
            return;
        }
        progress.snapshotDone();
        try {
            compare(
                    what,
                    row.version(),
                    Snapshot.read(codec, stream, row.payload()).live(),
                    expected);
        } catch (DatabaseException keysAway) {
            throw keysAway;
        } catch (IOException | RuntimeException unreadable) {
            report(row.version(), "the " + what + " cannot be read: " + unreadable.getMessage());
        }
    }

    private void compare(String what, long version, StreamState.Live<S> saved, StreamState.Live<S> expected) {
        if (saved.version() != expected.version()) {
            report(version, "the " + what + " says that it is of version " + saved.version());
        }
        if (!saved.time().equals(expected.time())) {
            report(version, "the " + what + "'s time is " + saved.time() + ", the event's " + expected.time());
        }
        if (!saved.hash().equals(expected.hash())) {
            report(version, "the " + what + "'s hash is " + saved.hash() + ", the event's " + expected.hash());
        }
        if (!commands.endWith(saved.commands())) {
            report(version, "the " + what + "'s last commands are not those of the events");
        }
        String replayed = fold.json(expected);
        String state = fold.json(saved);
        if (!state.equals(replayed)) {
            report(
                    version,
                    PersonalJson.isMarked(state)
                            ? "the " + what + "'s state, which holds personal data, differs from the replay's"
                            : "the " + what + "'s state differs from the replay's by "
                                    + JsonDifference.patch(replayed, state));
        }
    }

    private void report(long version, String problem) {
        String brief = problem.length() <= LONGEST ? problem : problem.substring(0, LONGEST) + "…";
        progress.found(new Finding(stream.toString(), version, brief));
    }
}
