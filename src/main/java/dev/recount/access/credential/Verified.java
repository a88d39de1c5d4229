package dev.recount.access.credential;

import dev.recount.access.Identified;
import dev.recount.access.Recent;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * The credentials that were found good a moment ago, by digests, so that who sends one request after another is not
 * held against keys and hashes for each. For any number of threads.
 */
final class Verified {

    private static final int MOST = 10_000;

    private final Map<String, Found> entries = new Recent<>(MOST);

    private long generation;

    private record Found(Identified caller, Instant until) {}

    /** Returns whose credential it is, if it was found good a moment ago and holds still. */
    synchronized Optional<Identified> find(String digest, Instant now) {
        return Optional.ofNullable(entries.get(digest))
                .filter(found -> now.isBefore(found.until) && found.caller.isValid(now))
                .map(Found::caller);
    }

    /** Returns the number of what is known now, by which credentials are looked at from here on. */
    synchronized long generation() {
        return generation;
    }

    /** Keeps what was found good, unless what is known has changed since the look began. */
    synchronized void add(String digest, Identified caller, Instant until, long begun) {
        if (begun == generation) {
            entries.put(digest, new Found(caller, until));
        }
    }

    /** Takes note that what is known has changed. */
    synchronized void forget() {
        generation++;
        entries.clear();
    }
}
