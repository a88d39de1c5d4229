package dev.recount.handler.dispatch;

import dev.recount.model.StreamId;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The threads on which one handler works: what concerns one stream is done one after another, in the order in which it
 * came; different streams go on side by side.
 */
final class StreamExecutor {

    private final String name;
    private final Map<StreamId, Queue<Runnable>> waiting = new HashMap<>();

    StreamExecutor(String name) {
        this.name = name;
    }

    /** Returns what runs tasks for a stream, which must not throw. */
    Executor of(StreamId stream) {
        return task -> submit(stream, task);
    }

    private synchronized void submit(StreamId stream, Runnable task) {
        Queue<Runnable> tasks = waiting.get(stream);
        if (tasks == null) {
            waiting.put(stream, new ArrayDeque<>(List.of(task)));
            Thread.ofVirtual().name(name).start(() -> run(stream));
        } else {
            tasks.add(task);
        }
    }

    private void run(StreamId stream) {
        for (Runnable task = next(stream); task != null; task = next(stream)) {
            task.run();
        }
    }

    private synchronized @Nullable Runnable next(StreamId stream) {
        Queue<Runnable> tasks = waiting.get(stream);
        Runnable task = tasks == null ? null : tasks.poll();
        if (task == null) {
            waiting.remove(stream);
            notifyAll();
        }
        return task;
    }

    /** Waits until there is nothing to do; tells whether that came before the time was over. */
    synchronized boolean awaitIdle(Duration most) {
        long deadline = System.nanoTime() + most.toNanos();
        while (!waiting.isEmpty()) {
            long left = deadline - System.nanoTime();
            if (left <= 0) {
                return false;
            }
            try {
                TimeUnit.NANOSECONDS.timedWait(this, left);
            } catch (InterruptedException stop) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
        return true;
    }
}
