package dev.recount.http;

import org.apache.pekko.http.javadsl.server.Route;

/** A part of the HTTP interface. */
public interface Routes {

    /** Returns the part's routes, with their whole paths; what they do not match is left to other parts. */
    Route routes();
}
