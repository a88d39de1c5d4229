package dev.recount.model.handler;

import java.util.List;

/** The outcome of commands that a handler sent together. */
public sealed interface TogetherAnswer {

    /**
     * All of them were accepted, now or at an earlier try.
     *
     * @param versions those of their streams after them, in the order of the commands
     */
    record Accepted(List<Long> versions) implements TogetherAnswer {

        public Accepted {
            versions = List.copyOf(versions);
        }
    }

    /**
     * The rules of a stream rejected one of them, and none was carried out.
     *
     * @param index which one, from 0
     * @param reason the rejection's code
     */
    record Rejected(int index, String reason, String message) implements TogetherAnswer {}
}
