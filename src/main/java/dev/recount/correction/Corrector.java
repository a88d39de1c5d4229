package dev.recount.correction;

import dev.recount.journal.migration.Moved;
import java.util.function.Function;
import java.util.Optional;
import dev.recount.correction.CorrectionException.Kind;
import dev.recount.journal.codec.Codecs;
import dev.recount.journal.codec.CorrectionJson;
import dev.recount.journal.codec.StreamCodec;
import dev.recount.journal.correction.Correction;
import dev.recount.journal.correction.Corrections;
import dev.recount.journal.correction.RecordedCorrection;
import dev.recount.model.Metadata;
import dev.recount.model.StreamId;
import dev.recount.replay.Fold;
import dev.recount.replay.Replay;
import dev.recount.replay.Snapshot;
import dev.recount.replay.StreamState;
import dev.recount.stream.CommandRequest;
import dev.recount.stream.CorrectionRequest;
import dev.recount.stream.Outcome;
import dev.recount.stream.Refusal;
import dev.recount.stream.StreamSettings;
import dev.recount.stream.pekko.Streams;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.LockSupport;

/**
 * Makes corrections. The stream is folded as it will be read, from before the first corrected event, while it goes on
 * with its commands; only when the fold has caught up is the correction handed to it, with the state that it leads to.
 */
public final class Corrector {

    private static final Duration LONGEST = Duration.ofSeconds(30);
    private static final Duration BRIEF = Duration.ofMillis(2);

    private final Streams streams;
    private final Replay replay;
    private final Codecs codecs;
    private final StreamSettings settings;
    private final Function<String, Optional<String>> migrations;
    private final Executor executor;
    private final Clock clock;

    /**
     * Makes what corrects.
     *
     * @param migrations returns the migration that carries the streams of a type over elsewhere, if one does; blocks
     * @param executor runs what blocks
     */
    public Corrector(
            Streams streams, Replay replay, Codecs codecs, StreamSettings settings,
            Function<String, Optional<String>> migrations,
            Executor executor,
            Clock clock) {
        this.streams = streams;
        this.replay = replay;
        this.codecs = codecs;
        this.settings = settings;
        this.migrations = migrations;
        this.executor = executor;
        this.clock = clock;
    }

    /**
     * Has corrections of a stream recorded, all of them or none. Fails with {@link CorrectionException} if they cannot
     * be.
     *
     * @param request the command that they come by
     */
    public CompletionStage<Outcome> correct(CommandRequest request, List<CorrectionDraft> drafts) {
        return CompletableFuture.supplyAsync(() -> corrected(request, drafts), executor);
    }

    private Outcome corrected(CommandRequest request, List<CorrectionDraft> drafts) {
        StreamId stream = request.stream();
        long deadline = System.nanoTime() + LONGEST.toNanos();
        Outcome outcome;
        do {
            outcome = attempt(request, drafts, deadline);
        } while (isOvertaken(request, outcome) && System.nanoTime() < deadline);
        return isOvertaken(request, outcome)
                ? new Outcome.Refused(
                        stream, Refusal.OVERLOADED, "the stream has gone on too fast for the correction to catch up")
                : outcome;
    }

    /** Another command has come between, which does not matter to who expects no version. */
    private static boolean isOvertaken(CommandRequest request, Outcome outcome) {
        return outcome instanceof Outcome.VersionConflict
                && request.conditions().expectedVersion().isEmpty();
    }

    private Outcome attempt(CommandRequest request, List<CorrectionDraft> drafts, long deadline) {
        StreamId stream = request.stream();
        StreamCodec<?, ?, ?> codec = codecs.find(stream.type()).orElseThrow();
        long last = replay.journal().lastVersion(stream);
        if (last == 0) {
            throw new CorrectionException(Kind.NO_STREAM, "there is no stream " + stream);
        }
        requireNotMigrating(stream, drafts);
        Corrections before = replay.journal().corrections(stream);
        var check = new DraftCheck(codec, last, before);
        List<Correction> made = drafts.stream().map(check::checked).toList();
        Fold<?> fold = replay.near(stream, last, with(before, last, made, request), settings.rememberedCommands());
        Outcome outcome;
        do {
            outcome = streams.correct(caughtUp(request, made, fold))
                    .toCompletableFuture()
                    .join();
            LockSupport.parkNanos(isOvertaken(request, outcome) ? BRIEF.toNanos() : 0);
        } while (isOvertaken(request, outcome)
                && System.nanoTime() < deadline
                && replay.journal().corrections(stream).all().size()
                        == before.all().size());
        return outcome;
    }

    /** What was copied is not copied again: a correction could come too late for its event, and be lost. */
    private void requireNotMigrating(StreamId stream, List<CorrectionDraft> drafts) {
        boolean onlyTakesBack = drafts.stream().allMatch(draft -> draft.kind() == CorrectionDraft.Kind.WITHDRAW);
        boolean hasMoved = replay.journal()
                .event(stream, replay.journal().lastVersion(stream))
                .filter(last -> Moved.isStoredAs(last.stored().manifest()))
                .isPresent();
        if (hasMoved) {
            return; // as it will say itself
        }
        Optional<String> migration = migrations.apply(stream.type()).filter(_ -> !onlyTakesBack);
        if (migration.isPresent()) {
            throw new CorrectionException(
                    Kind.MIGRATING,
                    "the migration " + migration.get() + " carries the streams of type " + stream.type()
                            + " over: correct the new stream once " + stream + " has moved");
        }
    }

    private Corrections with(Corrections before, long last, List<Correction> made, CommandRequest request) {
        Metadata metadata = request.origin().metadata(clock.instant());
        Corrections corrections = before;
        for (Correction correction : made) {
            long version = Math.max(
                            last,
                            corrections.all().isEmpty()
                                    ? 0
                                    : corrections.all().getLast().version())
                    + 1;
            corrections = corrections.with(new RecordedCorrection(version, metadata, correction));
        }
        return corrections;
    }

    private static <S> CorrectionRequest caughtUp(CommandRequest request, List<Correction> made, Fold<S> fold) {
        fold.to(Long.MAX_VALUE);
        if (fold.state() instanceof StreamState.Damaged<S>(var _, var problem)) {
            throw new CorrectionException(Kind.BREAKS, problem);
        }
        Snapshot<S> corrected = fold.snapshot().orElseThrow();
        try {
            return new CorrectionRequest(
                    request,
                    made.stream().map(CorrectionJson::write).toList(),
                    corrected.live().version(),
                    corrected.write());
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
