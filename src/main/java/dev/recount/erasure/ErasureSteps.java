package dev.recount.erasure;

import dev.recount.journal.EncodedCommand;
import dev.recount.journal.codec.StreamCodec;
import dev.recount.log.position.Position;
import dev.recount.model.Principal;
import dev.recount.model.StreamId;
import dev.recount.model.personal.Subject;
import dev.recount.privacy.Erasure;
import dev.recount.privacy.subject.SubjectCommand;
import dev.recount.privacy.subject.SubjectCommand.Erase;
import dev.recount.privacy.subject.SubjectRules;
import dev.recount.stream.CommandRequest;
import dev.recount.stream.Outcome;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * The steps of an erasure that come after the entry in the ledger. Each can be taken again, and is until the last one
 * is: the note in the ledger that all is done.
 *
 * <p>The event of an erasure comes into the log only once no node gives out the key any more, and no stream has
 * anything of the person in memory: so a reader of the log that has come to it can have read something of the person's
 * before it, and never after.
 */
final class ErasureSteps implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(20);
    private static final Duration LONGEST = Duration.ofSeconds(20);

    /** How long views that follow the log are given, before those are seen to that do not. */
    private static final Duration VIEWS = Duration.ofSeconds(5);

    /** Each erasure sends its one command once, which is another where the ledger was put back and has a new entry. */
    private static final String COMMAND = "erasure-";

    private static final StreamCodec<?, SubjectCommand, ?> FORM = new StreamCodec<>(SubjectRules.TYPE);

    private final Erasures.Services services;
    private final CountDownLatch closed = new CountDownLatch(1);

    ErasureSteps(Erasures.Services services) {
        this.services = services;
    }

    /**
     * Takes all steps of those erasures that are not done. One that cannot be ended holds up no other. Blocks.
     *
     * @throws ErasureException if there is one that cannot be ended now
     */
    void end(List<Erasure> entries) {
        List<Erasure> open = entries.stream()
                .filter(entry -> !services.keys().ledger().isInLog(entry.subject()))
                .toList();
        if (open.isEmpty()) {
            return;
        }
        rest(services.keys().outlived());
        services.codecs().reader().noteErasure();
        var recorded = new LinkedHashMap<Subject, Position>();
        Optional<ErasureException> problem = Optional.empty();
        for (Erasure entry : open) {
            try {
                recorded.put(entry.subject(), beginAnewAndRecord(entry));
            } catch (RuntimeException failure) {
                problem = Optional.of(unended(entry.subject(), failure));
            }
        }
        letViewsFollow(recorded.values());
        for (Map.Entry<Subject, Position> each : recorded.entrySet()) {
            try {
                services.rows().erase(each.getKey(), each.getValue());
                services.worlds().dropAll();
                services.keys().ledger().noteInLog(each.getKey());
            } catch (RuntimeException failure) {
                problem = Optional.of(unended(each.getKey(), failure));
            }
        }
        if (problem.isPresent()) {
            throw problem.get();
        }
    }

    private static ErasureException unended(Subject subject, RuntimeException failure) {
        return failure instanceof ErasureException late
                ? late
                : new ErasureException("the erasure of " + subject + " could not be ended now", failure);
    }

    /** What was on its way into the journal when the streams were looked up is there once the event is. */
    private Position beginAnewAndRecord(Erasure entry) {
        List<StreamId> before = services.subjects().of(entry.subject());
        before.forEach(this::beginAnew);
        Position position = record(entry);
        services.subjects().of(entry.subject()).stream()
                .filter(stream -> !before.contains(stream))
                .forEach(this::beginAnew);
        return position;
    }

    /**
     * A state that is saved while the stream begins anew may be one of before. What is erased is held by nobody any
     * more.
     */
    private void beginAnew(StreamId stream) {
        services.snapshots().deleteAll(stream);
        if (services.codecs().find(stream.type()).isPresent()) {
            do {
                accepted("begin anew", stream, () -> services.streams().beginAnew(stream));
            } while (services.snapshots().deleteAll(stream) > 0);
            services.claims().recount(stream);
        }
    }

    /** Returns where the event of an erasure stands in the log. */
    private Position record(Erasure entry) {
        StreamId stream = SubjectRules.stream(entry.subject());
        var command = new Erase(entry.subject().toString(), entry.at(), entry.ground(), entry.reference());
        EncodedCommand encoded = FORM.commands().write(command);
        var origin = CommandRequest.Origin.ofServer(
                COMMAND + entry.at().toEpochMilli(), new Principal(entry.by()), stream.toString(), Optional.empty());
        accepted(
                "record an erasure",
                stream,
                () -> services.streams()
                        .execute(new CommandRequest(stream, encoded, origin, CommandRequest.Conditions.NONE, true)));
        return services.log().positionOf(stream, 1).orElseThrow();
    }

    private void accepted(String what, StreamId stream, Supplier<CompletionStage<Outcome>> asked) {
        long deadline = System.nanoTime() + LONGEST.toNanos();
        Outcome outcome = asked.get().toCompletableFuture().join();
        while (!(outcome instanceof Outcome.Accepted)) {
            if (System.nanoTime() > deadline) {
                throw new ErasureException(stream + " could not " + what + ": " + outcome);
            }
            rest(POLL);
            outcome = asked.get().toCompletableFuture().join();
        }
    }

    private void letViewsFollow(Collection<Position> positions) {
        long deadline = System.nanoTime() + VIEWS.toNanos();
        while (!services.rows().haveAllPassed(positions) && System.nanoTime() < deadline) {
            rest(POLL);
        }
    }

    private void rest(Duration time) {
        try {
            if (closed.await(time.toNanos(), TimeUnit.NANOSECONDS)) {
                throw new ErasureException(
                        "the server stops; the erasure is ended by the others, or at its next start");
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new ErasureException("the erasure was broken off, and is ended later");
        }
    }

    /** Lets those who wait in a step give it up. */
    @Override
    public void close() {
        closed.countDown();
    }
}
