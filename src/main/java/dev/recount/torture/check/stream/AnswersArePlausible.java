package dev.recount.torture.check.stream;

import dev.recount.torture.check.CaseFile;
import dev.recount.torture.check.Check;
import dev.recount.torture.check.Kind;
import dev.recount.torture.check.StreamHistory;
import dev.recount.torture.check.Violation;
import dev.recount.torture.evidence.Answer;
import dev.recount.torture.evidence.Operation;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.LongStream;

/**
 * The check that a rejection has a reason: at some version that the stream can have been at just then, the rules reject
 * the command with its code.
 */
public final class AnswersArePlausible implements Check {

    /** The answers of a server that cannot tell: none, or 504. */
    private static final Set<Integer> UNKNOWN = Set.of(0, 504);

    private static final Set<Integer> REFUSED = Set.of(0, 503);

    @Override
    public void run(CaseFile file, Consumer<Violation> found) {
        for (StreamHistory stream : file.streams()) {
            for (Operation operation : stream.operations()) {
                operation.attempts().stream()
                        .flatMap(attempt -> problem(file, stream, operation, attempt).stream())
                        .forEach(problem -> found.accept(
                                new Violation(Kind.IMPLAUSIBLE_ANSWER, stream.stream(), problem, operation)));
            }
        }
    }

    private static Optional<String> problem(
            CaseFile file, StreamHistory stream, Operation operation, Operation.Attempt attempt) {
        return switch (attempt.answer()) {
            case Answer.Accepted _ -> Optional.empty();
            case Answer.Refused(var status, var _) -> unless(REFUSED.contains(status), "nothing explains the refusal");
            case Answer.Unknown(var status, var why) ->
                unless(UNKNOWN.contains(status), "nothing explains the answer " + status + " " + why);
            case Answer.Rejected(var status, var code, var _) ->
                switch (status) {
                    case 412 ->
                        unless(
                                versions(stream, attempt).anyMatch(version -> !isExpected(operation, version)),
                                "the stream was at the version that was expected");
                    case 422 -> rejection(file, stream, operation, attempt, code);
                    case Answer.NOT_TOGETHER -> Optional.empty(); // another stream said why
                    default -> Optional.of("nothing explains the answer " + status + " " + code);
                };
        };
    }

    private static Optional<String> unless(boolean plausible, String problem) {
        return plausible ? Optional.empty() : Optional.of(problem);
    }

    private static LongStream versions(StreamHistory stream, Operation.Attempt attempt) {
        return LongStream.rangeClosed(
                stream.bounds().least(attempt.startNanos()), stream.bounds().most(attempt.endNanos()));
    }

    private static Optional<String> rejection(
            CaseFile file, StreamHistory stream, Operation operation, Operation.Attempt attempt, String code) {
        return code.equals("TAKEN")
                ? unless(
                        file.streams("guest").stream()
                                .anyMatch(other -> !other.equals(stream) && mayHold(other, operation, attempt)),
                        "no other stream can have held this value")
                : unless(
                        versions(stream, attempt).anyMatch(version -> rejects(stream, version, operation, code)),
                        "at none of the versions that the stream can have been at, the rules say " + code);
    }

    private static boolean mayHold(StreamHistory other, Operation operation, Operation.Attempt attempt) {
        String value = operation.data().path("room").asText();
        return versions(other, attempt)
                .anyMatch(version -> other.state(version).held().equals(Optional.of(value)));
    }

    private static boolean isExpected(Operation operation, long version) {
        return operation.expected().isPresent() && operation.expected().getAsLong() == version;
    }

    private static boolean rejects(StreamHistory stream, long version, Operation operation, String code) {
        return stream.state(version)
                .rejection(operation.command(), operation.data())
                .filter(code::equals)
                .isPresent();
    }
}
