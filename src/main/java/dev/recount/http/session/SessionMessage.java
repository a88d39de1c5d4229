package dev.recount.http.session;

import dev.recount.http.answer.Problem;

/** A message that a client has sent. */
sealed interface SessionMessage {

    /** The text of a message. */
    record Text(String text) implements SessionMessage {}

    /** A message that cannot be read. */
    record Unusable(Problem problem) implements SessionMessage {}
}
