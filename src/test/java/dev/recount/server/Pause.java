package dev.recount.server;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Between two looks at something that is waited for: the processor belongs to what is to come about. */
public final class Pause {

    private static final Duration BRIEF = Duration.ofMillis(5);

    private Pause() {}

    /** Lets others work for a moment. */
    public static void briefly() {
        LockSupport.parkNanos(BRIEF.toNanos());
    }
}
