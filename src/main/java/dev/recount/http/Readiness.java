package dev.recount.http;

/** Whether the server can serve. */
public sealed interface Readiness {

    /** It can. */
    record Ready() implements Readiness {}

    /** It cannot, and why. */
    record NotReady(String why) implements Readiness {}
}
