package dev.recount.world;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recount.database.sql.DatabaseException;
import dev.recount.log.position.Position;
import dev.recount.world.WorldJson.State;
import dev.recount.world.table.WorldRegistry;
import dev.recount.world.table.WorldTables;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The computation of one world on a thread of its own, which tells on the list of worlds how far it has come. */
final class WorldComputation {

    private static final Logger LOG = LoggerFactory.getLogger(WorldComputation.class);

    private static final long TELL_MS = 500;
    private static final long LOOK_MS = 100;

    private final long number;
    private final AskedQuestion asked;
    private final WorldRun run;
    private final WorldTables tables;
    private final Surroundings surroundings;
    private final Thread thread;
    private State state = State.RUNNING;
    private Optional<String> problem = Optional.empty();
    private boolean isTold;

    /**
     * All that computations share.
     *
     * @param slots the right to compute, of which there are as many as worlds are computed at a time
     * @param timer has the progress told now and then
     */
    record Surroundings(WorldRegistry registry, Semaphore slots, ScheduledExecutorService timer) {}

    WorldComputation(long number, AskedQuestion asked, WorldRun run, WorldTables tables, Surroundings surroundings) {
        this.number = number;
        this.asked = asked;
        this.run = run;
        this.tables = tables;
        this.surroundings = surroundings;
        this.thread = Thread.ofPlatform().name("world-" + number).unstarted(this::compute);
    }

    /** Begins, as soon as fewer others are at work than may be; returns what is told of it. */
    String begin() {
        String told = told();
        surroundings.registry.tell(number, true, told);
        thread.start();
        tellLater();
        return told;
    }

    private void tellLater() {
        if (!surroundings.timer.isShutdown()) {
            var _ = surroundings.timer.schedule(this::tellOfProgress, TELL_MS, TimeUnit.MILLISECONDS);
        }
    }

    /** Tells how it stands, until it has told how it ended. */
    private synchronized void tellOfProgress() {
        if (isTold) {
            return;
        }
        try {
            boolean isWanted = surroundings.registry.tell(number, state == State.RUNNING, told());
            isTold = !isWanted || state != State.RUNNING;
            if (!isWanted) {
                run.cancel();
            }
        } catch (DatabaseException away) {
            LOG.debug("Nothing can be told of world {} now", number, away);
        }
        if (!isTold) {
            tellLater();
        }
    }

    private void compute() {
        try {
            while (!surroundings.slots.tryAcquire(LOOK_MS, TimeUnit.MILLISECONDS)) {
                run.requireWanted();
            }
        } catch (InterruptedException | CancellationException unwanted) {
            LOG.info("World {} is not computed", number);
            return;
        }
        try (tables) {
            tables.open();
            run.run();
            ended(State.DONE, Optional.empty());
        } catch (CancellationException unwanted) {
            LOG.info("World {} is not computed any further", number);
        } catch (RuntimeException | StackOverflowError | LinkageError failure) {
            LOG.warn("World {} cannot be computed", number, failure);
            ended(State.FAILED, Optional.of(String.valueOf(failure.getMessage())));
        } finally {
            surroundings.slots.release();
        }
    }

    private synchronized void ended(State reached, Optional<String> why) {
        state = reached;
        problem = why;
        tellOfProgress();
    }

    private String told() {
        ObjectNode json = WorldJson.of(number, state, asked);
        problem.ifPresent(what -> json.put("problem", what));
        json.put("position", run.end().toString());
        json.put("total", Position.START.numbersTo(run.end()));
        WorldJson.add(json, run.summary());
        return json.toString();
    }

    /** Ends, and returns once nothing of it is at work any more. */
    void end() {
        run.cancel();
        try {
            thread.join();
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }
}
