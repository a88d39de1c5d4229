package dev.recount.torture.http;

import com.fasterxml.jackson.databind.JsonNode;

/** The outcome of a request. */
public sealed interface Reply {

    /** An answer; its body is missing where it is not JSON. */
    record Answered(int status, JsonNode body) implements Reply {

        /** Returns the code of a problem. */
        public String code() {
            return body.path("code").asText();
        }
    }

    /**
     * No answer.
     *
     * @param sent whether the server may have got the request
     */
    record Silent(boolean sent, String why) implements Reply {}

    /** Returns the status of the answer, 0 if there was none. */
    default int status() {
        return switch (this) {
            case Answered answered -> answered.status;
            case Silent _ -> 0;
        };
    }
}
