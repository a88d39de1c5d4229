package dev.recount.http.endpoint;

import java.util.List;

/** A part of the HTTP interface. */
@FunctionalInterface
public interface Endpoints {

    /** Returns the part's entries of the table. */
    List<Endpoint> endpoints();
}
