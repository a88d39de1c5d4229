package dev.recount.erasure;

import dev.recount.claim.Claims;
import dev.recount.journal.codec.Codecs;
import dev.recount.journal.stored.SnapshotTable;
import dev.recount.journal.stored.SubjectStreams;
import dev.recount.log.LogReader;
import dev.recount.model.EventId;
import dev.recount.model.personal.Subject;
import dev.recount.privacy.Erasure;
import dev.recount.privacy.SubjectKeys;
import dev.recount.privacy.subject.SubjectRules;
import dev.recount.stream.pekko.Streams;
import dev.recount.view.generation.PersonalRows;
import dev.recount.world.Worlds;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The erasure of persons. Its first step is the entry in the ledger, from which on there is no key;
 * {@link ErasureSteps} are the others, which {@link UnfinishedErasures} takes where they were not.
 */
public final class Erasures implements AutoCloseable {

    private final Services services;
    private final ErasureSteps steps;
    private final ExecutorService threads = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("erasure-", 0).factory());

    /**
     * The parts of the server that hold personal data, or know where there is some.
     *
     * @param streams all streams of the cluster
     * @param claims what they hold
     * @param snapshots the saved states
     * @param rows the rows of views
     */
    public record Services(
            SubjectKeys keys,
            Codecs codecs,
            Streams streams,
            Claims claims,
            SubjectStreams subjects,
            SnapshotTable snapshots,
            LogReader log,
            PersonalRows rows,
            Worlds worlds) {}

    public Erasures(Services services) {
        this.services = services;
        this.steps = new ErasureSteps(services);
    }

    /**
     * Erases a person for good. Once more, it changes nothing, and says the same. Fails with {@link ErasureException}
     * if it cannot be ended now; the key is gone then, and the rest is done later.
     */
    public CompletionStage<Certificate> erase(Erasure asked) {
        return CompletableFuture.supplyAsync(
                () -> {
                    services.keys.erase(asked.subject(), asked);
                    Erasure entry = services.keys.ledger().of(asked.subject()).orElseThrow();
                    steps.end(List.of(entry));
                    return certificate(entry);
                },
                threads);
    }

    /** Returns the certificate of a person's erasure, if there is one and it has been ended. Blocks. */
    public Optional<Certificate> ended(Subject subject) {
        return services.keys
                .ledger()
                .of(subject)
                .filter(_ -> services.keys.ledger().isInLog(subject))
                .map(this::certificate);
    }

    /** Returns a certificate as a signed note. */
    public String note(Certificate certificate) {
        return certificate.note(services.keys.signingKey());
    }

    /** Returns the key that checks the certificates of this server, as verifiers of signed notes take it. */
    public String verifierKey() {
        return Certificate.verifierKey(services.keys.signingKey());
    }

    private Certificate certificate(Erasure entry) {
        return new Certificate(
                entry, EventId.of(SubjectRules.stream(entry.subject()), 1), services.subjects.of(entry.subject()));
    }

    /** Returns some of the erasures that have begun and are not done, in the order of their subjects' names. */
    List<Erasure> unfinished(Optional<Subject> after, int most) {
        return services.keys.ledger().notInLog(after, most);
    }

    /**
     * Takes all steps of erasures that have begun and are not done. Blocks.
     *
     * @throws ErasureException if there is one that cannot be ended now
     */
    void end(List<Erasure> entries) {
        entries.forEach(entry -> services.keys.erase(entry.subject(), entry));
        steps.end(entries);
    }

    @Override
    public void close() {
        steps.close();
        threads.close();
    }
}
