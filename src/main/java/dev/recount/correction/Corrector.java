package dev.recount.correction;

import dev.recount.journal.codec.Codecs;
import dev.recount.journal.codec.CorrectionJson;
import dev.recount.journal.correction.Correction;
import dev.recount.journal.correction.Corrections;
import dev.recount.journal.correction.RecordedCorrection;
import dev.recount.journal.migration.Moved;
import dev.recount.model.StreamId;
import dev.recount.replay.Fold;
import dev.recount.replay.Replay;
import dev.recount.replay.Snapshot;
import dev.recount.stream.CommandRequest;
import dev.recount.stream.CorrectionRequest;
import dev.recount.stream.Outcome;
import dev.recount.stream.Refusal;
import dev.recount.stream.StreamSettings;
import dev.recount.stream.pekko.Streams;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;

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
    private final boolean needsSecondPerson;
    private final Function<String, Optional<String>> migrations;
    private final Executor executor;
    private final Clock clock;
    private final Impacts impacts;

    /**
     * Makes what corrects.
     *
     * @param migrations returns the migration that carries the streams of a type over elsewhere, if one does; blocks
     * @param executor runs what blocks
     */
    public Corrector(
            Streams streams,
            Replay replay,
            Codecs codecs,
            StreamSettings settings,
            CorrectionSettings corrections,
            Function<String, Optional<String>> migrations,
            Executor executor,
            Clock clock) {
        this.streams = streams;
        this.replay = replay;
        this.codecs = codecs;
        this.settings = settings;
        this.needsSecondPerson = corrections.secondPerson();
        this.migrations = migrations;
        this.executor = executor;
        this.clock = clock;
        this.impacts = new Impacts(replay, clock);
    }

    /**
     * Has corrections of a stream recorded, all of them or none; as proposed, where somebody else has to approve them.
     * Fails with {@link CorrectionException} if they cannot be.
     *
     * @param request the command that they come by
     */
    public CompletionStage<Outcome> correct(CommandRequest request, List<CorrectionDraft> drafts) {
        return CompletableFuture.supplyAsync(
                () -> recorded(request, stream -> stream.drafted(request, drafts, clock.instant())), executor);
    }

    /**
     * Has corrections recorded that were proposed. Fails with {@link CorrectionException} if they cannot be.
     *
     * @param request the command that approves them
     * @param proposal the version of the proposal
     * @param reason why they are approved; may be empty
     */
    public CompletionStage<Outcome> approve(CommandRequest request, long proposal, String reason) {
        return CompletableFuture.supplyAsync(
                () -> recorded(request, stream -> stream.approved(request, proposal, reason, clock.instant())),
                executor);
    }

    /**
     * Returns what corrections of a stream would come to. Fails with {@link CorrectionException} if they cannot be
     * made.
     *
     * @param request the command that they would come by
     */
    public CompletionStage<Impact> impact(CommandRequest request, List<CorrectionDraft> drafts) {
        return CompletableFuture.supplyAsync(
                () -> {
                    Correctable stream = correctable(request.stream());
                    return impacts.of(request, stream, stream.drafted(request, drafts, clock.instant()));
                },
                executor);
    }

    /**
     * Returns what corrections that were proposed would come to now. Fails with {@link CorrectionException} if they
     * cannot be made.
     *
     * @param request the command that would approve them
     */
    public CompletionStage<Impact> impact(CommandRequest request, long proposal, String reason) {
        return CompletableFuture.supplyAsync(
                () -> {
                    Correctable stream = correctable(request.stream());
                    return impacts.of(request, stream, stream.approved(request, proposal, reason, clock.instant()));
                },
                executor);
    }

    private Outcome recorded(CommandRequest request, Function<Correctable, Intent> intent) {
        long deadline = System.nanoTime() + LONGEST.toNanos();
        Optional<Outcome> outcome;
        do {
            outcome = attempt(request, intent, deadline);
        } while (isOvertaken(request, outcome) && System.nanoTime() < deadline);
        return isOvertaken(request, outcome)
                ? new Outcome.Refused(
                        request.stream(),
                        Refusal.OVERLOADED,
                        "the stream has gone on too fast for the correction to catch up")
                : outcome.orElseThrow();
    }

    private static boolean isOvertaken(CommandRequest request, Optional<Outcome> outcome) {
        return outcome.isEmpty() || isOvertaken(request, outcome.get());
    }

    /** Another command has come between, which does not matter to who expects no version. */
    private static boolean isOvertaken(CommandRequest request, Outcome outcome) {
        return outcome instanceof Outcome.VersionConflict
                && request.conditions().expectedVersion().isEmpty();
    }

    private Correctable correctable(StreamId stream) {
        return Correctable.of(replay.journal(), codecs, stream, needsSecondPerson);
    }

    /** Returns the outcome of an attempt; none, if another correction has come meanwhile, which changes what to do. */
    private Optional<Outcome> attempt(CommandRequest request, Function<Correctable, Intent> intent, long deadline) {
        StreamId stream = request.stream();
        Correctable now = correctable(stream);
        Corrections before = now.corrections();
        Optional<Outcome> earlier = earlier(request, before);
        if (earlier.isPresent()) {
            return earlier;
        }
        try {
            Intent made = intent.apply(now);
            requireNotMigrating(stream, now, made);
            if (made.waits()) {
                impacts.requireToFold(request, now, made);
            }
            return attempt(request, now, made, deadline);
        } catch (CorrectionException unfit) {
            if (isAsBefore(stream, before)) {
                throw unfit;
            }
            return Optional.empty();
        }
    }

    /**
     * The state that is worked out holds no correction but these and those known before. So it counts only if no other
     * has come by the version that it is the state of, which the stream holds it against.
     */
    private Optional<Outcome> attempt(CommandRequest request, Correctable now, Intent made, long deadline) {
        StreamId stream = request.stream();
        Fold<?> fold = replay.near(
                stream, now.last(), now.with(made.recorded(), request, clock.instant()), settings.rememberedCommands());
        Outcome outcome;
        do {
            CorrectionRequest caughtUp = caughtUp(request, made.recorded(), fold);
            if (!isAsBefore(stream, now.corrections())) {
                return Optional.empty();
            }
            outcome = streams.correct(caughtUp).toCompletableFuture().join();
            LockSupport.parkNanos(isOvertaken(request, outcome) ? BRIEF.toNanos() : 0);
        } while (isOvertaken(request, outcome) && System.nanoTime() < deadline);
        return Optional.of(outcome);
    }

    private boolean isAsBefore(StreamId stream, Corrections before) {
        return replay.journal().corrections(stream).all().size() == before.all().size();
    }

    /** An event that was copied is not copied again: a correction could come too late for it, and be lost. */
    private void requireNotMigrating(StreamId stream, Correctable now, Intent made) {
        if (made.effect().stream().allMatch(Correction.Withdrawn.class::isInstance) || hasMoved(stream, now.last())) {
            return; // of one that has moved, the stream says so itself
        }
        Optional<String> migration = migrations.apply(stream.type());
        if (migration.isPresent()) {
            throw new CorrectionException(
                    CorrectionException.Kind.MIGRATING,
                    "the migration " + migration.get() + " carries the streams of type " + stream.type()
                            + " over: correct the new stream once " + stream + " has moved");
        }
    }

    private boolean hasMoved(StreamId stream, long last) {
        return replay.journal()
                .event(stream, last)
                .filter(event -> Moved.isStoredAs(event.stored().manifest()))
                .isPresent();
    }

    /** Corrections are known again however many commands of the stream have come since. */
    private Optional<Outcome> earlier(CommandRequest request, Corrections before) {
        String id = request.origin().commandId();
        List<RecordedCorrection> same = before.all().stream()
                .filter(each -> each.command().id().equals(id))
                .toList();
        if (same.isEmpty()) {
            return Optional.empty();
        }
        StreamId stream = request.stream();
        if (!same.getFirst().command().digest().equals(Optional.of(digest(request)))) {
            return Optional.of(new Outcome.Refused(
                    stream,
                    Refusal.COMMAND_ID_REUSED,
                    "the command id " + id + " came before, with another correction"));
        }
        var accepted = new Outcome.Accepted(
                stream, same.getFirst().version(), same.getLast().version(), true, Optional.empty());
        return Optional.of(
                streams.completed(accepted, request).toCompletableFuture().join());
    }

    private String digest(CommandRequest request) {
        return codecs.find(request.stream().type())
                .map(codec -> codec.digestOnceKnown(request.stream(), request.command()))
                .orElseGet(() -> request.command().digest());
    }

    private static <S> CorrectionRequest caughtUp(CommandRequest request, List<Correction> made, Fold<S> fold) {
        Impacts.requireWhole(fold.to(Long.MAX_VALUE));
        Snapshot<S> corrected = fold.snapshot().orElseThrow();
        try {
            return new CorrectionRequest(
                    request,
                    made.stream().map(CorrectionJson::write).toList(),
                    corrected.live().version(),
                    new String(corrected.writeOpen(), StandardCharsets.UTF_8));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
