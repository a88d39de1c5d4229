package dev.recount.cli.access;

import dev.recount.access.credential.KnownCaller;
import java.util.TreeMap;
import java.util.TreeSet;

/** Callers as people read them. */
final class CallerText {

    private CallerText() {}

    static String of(KnownCaller caller) {
        return caller.name()
                + "  " + String.join(",", new TreeSet<>(caller.roles()))
                + (caller.claims().isEmpty() ? "" : "  " + new TreeMap<>(caller.claims()))
                + caller.expires().map(end -> "  until " + end).orElse("");
    }
}
