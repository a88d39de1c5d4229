package dev.recount.tls;

import java.time.Duration;
import org.apache.pekko.actor.ActorSystem;

/** The reading of files again from time to time, for as long as an actor system runs. */
public final class ReadAgain {

    private ReadAgain() {}

    /** Has something read its files again so often; the thread of an actor is not to wait for files. */
    public static void every(Duration interval, Runnable reading, ActorSystem system) {
        system.scheduler()
                .scheduleWithFixedDelay(
                        interval, interval, () -> Thread.ofVirtual().start(reading), system.dispatcher());
    }
}
