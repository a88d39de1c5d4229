package dev.recount.http.bulk;

import dev.recount.http.answer.Problem;
import dev.recount.model.StreamId;
import dev.recount.stream.CommandRequest;
import dev.recount.stream.SentAgain;
import java.util.Optional;

/** A line of a bulk request, or a message of a session, numbered from 1. */
public sealed interface BulkLine {

    long number();

    /** Returns the stream whose lines it has to keep its place among, if there is one. */
    default Optional<StreamId> stream() {
        return switch (this) {
            case Command(var _, var request) -> Optional.of(request.stream());
            case Past(var _, var sent, var _) -> Optional.of(sent.stream());
            case Bad _ -> Optional.empty();
        };
    }

    /** Returns how many bytes its command takes, as it came. */
    default int size() {
        return switch (this) {
            case Command(var _, var request) -> request.command().json().length;
            case Past(var _, var sent, var _) -> sent.command().json().length;
            case Bad _ -> 0;
        };
    }

    /** A command to be carried out. */
    record Command(long number, CommandRequest request) implements BulkLine {}

    /** A line that asks for nothing that can be carried out. */
    record Bad(long number, Problem problem) implements BulkLine {}

    /** A line that asks for nothing that can be carried out today, but may have been before. */
    record Past(long number, SentAgain sent, Problem problem) implements BulkLine {}
}
