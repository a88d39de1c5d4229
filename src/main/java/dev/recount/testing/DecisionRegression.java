package dev.recount.testing;

import dev.recount.journal.codec.Codecs;
import dev.recount.json.MalformedException;
import dev.recount.model.domain.Domain;
import dev.recount.process.work.ProcessDomain;
import dev.recount.replay.regression.Approvals;
import dev.recount.replay.regression.DecisionDifference;
import dev.recount.replay.regression.Regression;
import dev.recount.replay.regression.RegressionReport;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Decides recorded commands again by the rules of a build, so that a change of rules which decides otherwise than it
 * was meant to fails a test. The file is one of {@code recount decisions export}.
 *
 * <pre>{@code
 * DecisionRegression.of(new Bank())
 *     .replay(Path.of("src/test/resources/decisions.ndjson"))
 *     .approving(Path.of("src/test/resources/approved-decisions.txt"))
 *     .check();
 * }</pre>
 *
 * <p>Each command is decided on the state that the events on record lead to, with its time, version and caller,
 * authorisation included. Events and commands of earlier forms are read by the upcasters. Needs no server and no test
 * framework: what does not hold throws an {@link AssertionError}. Immutable.
 */
public final class DecisionRegression {

    private static final int SHOWN = 20;

    private final Codecs codecs;
    private final @Nullable Path file;
    private final @Nullable Path approvals;

    private DecisionRegression(Codecs codecs, @Nullable Path file, @Nullable Path approvals) {
        this.codecs = codecs;
        this.file = file;
        this.approvals = approvals;
    }

    /**
     * Starts with the rules of some domains, configured as they are given.
     *
     * @throws dev.recount.model.DomainException if a definition is mistaken
     */
    public static DecisionRegression of(Domain... domains) {
        return new DecisionRegression(
                new Codecs(Arrays.stream(domains)
                        .map(ProcessDomain::of)
                        .flatMap(domain -> domain.streamTypes().stream())
                        .toList()),
                null,
                null);
    }

    /** Takes the decisions of a file. */
    public DecisionRegression replay(Path export) {
        return new DecisionRegression(codecs, export, approvals);
    }

    /** Takes the file of those differences that are meant; it need not be there. */
    public DecisionRegression approving(Path approved) {
        return new DecisionRegression(codecs, file, approved);
    }

    /**
     * Decides all commands of the file again.
     *
     * @throws AssertionError if one is decided otherwise and not approved, or none can be decided; tells the first ones
     *     and how to approve them
     */
    public void check() {
        RegressionReport report = report();
        List<DecisionDifference> unexpected = approved().without(report.differences());
        if (!unexpected.isEmpty()) {
            throw new AssertionError(told(report, unexpected));
        } else if (report.decided() == 0 && report.differences().isEmpty()) {
            throw new AssertionError("no command of " + file + " could be decided again: " + report.undecided());
        }
    }

    /** Writes all differences that there are now into the file of those that are meant. */
    public void approve() {
        try {
            Approvals.write(
                    Optional.ofNullable(approvals)
                            .orElseThrow(() -> new IllegalStateException("approving(file) says where to")),
                    report().differences());
        } catch (IOException unwritable) {
            throw new AssertionError(approvals + " cannot be written: " + unwritable, unwritable);
        }
    }

    private RegressionReport report() {
        if (file == null) {
            throw new IllegalStateException("replay(file) says which decisions");
        }
        try {
            return Regression.of(codecs, file);
        } catch (IOException unreadable) {
            throw new AssertionError(file + " cannot be read: " + unreadable, unreadable);
        } catch (MalformedException malformed) {
            throw new AssertionError(file + ": " + malformed.sentence(), malformed);
        }
    }

    private Approvals approved() {
        try {
            return approvals == null ? Approvals.NONE : Approvals.read(approvals);
        } catch (IOException unreadable) {
            throw new AssertionError(approvals + " cannot be read: " + unreadable, unreadable);
        }
    }

    private String told(RegressionReport report, List<DecisionDifference> unexpected) {
        String lines = unexpected.stream()
                .limit(SHOWN)
                .map(DecisionDifference::toString)
                .collect(Collectors.joining(System.lineSeparator()));
        return String.format(
                "of %,d decisions, %,d are others than on record and not approved; the first:%n%s%n%s",
                report.decided(),
                unexpected.size(),
                lines,
                "If they are meant, put their lines into "
                        + (approvals == null ? "a file and name it by approving(file)" : approvals)
                        + ", or call approve() instead of check() once, which writes it.");
    }
}
