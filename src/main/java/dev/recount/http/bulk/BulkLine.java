package dev.recount.http.bulk;

import dev.recount.http.answer.Problem;
import dev.recount.stream.CommandRequest;

/** A line of a bulk request, numbered from 1. */
sealed interface BulkLine {

    int number();

    /** A command to be carried out. */
    record Command(int number, CommandRequest request) implements BulkLine {}

    /** A line that asks for nothing that can be carried out. */
    record Bad(int number, Problem problem) implements BulkLine {}
}
