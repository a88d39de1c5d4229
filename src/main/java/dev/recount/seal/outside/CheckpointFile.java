package dev.recount.seal.outside;

import dev.recount.seal.store.StoredTree;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The file that each checkpoint is appended to that this process signs. Each begins on a new line, whatever is before
 * it: so nothing has to be mended where writing was cut short.
 */
public final class CheckpointFile implements Consumer<StoredTree>, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(CheckpointFile.class);

    /** What is kept for a file that cannot be written; the oldest ones are given up. */
    private static final int MOST_WAITING = 1_000;

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Path path;
    private final Troubles troubles;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition ended = lock.newCondition();
    private final Map<String, String> newest = new HashMap<>();
    private final Deque<StoredTree> waiting = new ArrayDeque<>();
    private boolean isWriting;
    private boolean isFailing;

    /**
     * Names the file.
     *
     * @param troubles what counts the failures to write
     */
    public CheckpointFile(Path path, Troubles troubles) {
        this.path = path;
        this.troubles = troubles;
    }

    /** Has a tree's checkpoint appended, if it is a new one, and those that could not be so far; does not wait. */
    @Override
    public void accept(StoredTree tree) {
        lock.lock();
        try {
            if (!tree.checkpoint().equals(newest.put(tree.origin(), tree.checkpoint()))) {
                waiting.add(tree);
                if (waiting.size() > MOST_WAITING) {
                    waiting.remove();
                }
            }
            if (!waiting.isEmpty() && !isWriting) {
                isWriting = true;
                Thread.ofVirtual().name("checkpoint-file").start(this::write);
            }
        } finally {
            lock.unlock();
        }
    }

    private void write() {
        try {
            for (Optional<StoredTree> next = next(); next.isPresent(); next = next()) {
                append(next.get());
                written(next.get());
            }
        } catch (IOException | RuntimeException failure) {
            failed(failure);
        }
    }

    private Optional<StoredTree> next() {
        lock.lock();
        try {
            Optional<StoredTree> next = Optional.ofNullable(waiting.peek());
            if (next.isEmpty()) {
                end();
            }
            return next;
        } finally {
            lock.unlock();
        }
    }

    private void end() {
        isWriting = false;
        ended.signalAll();
    }

    private void append(StoredTree tree) throws IOException {
        ByteBuffer entry =
                ByteBuffer.wrap(("\n== " + tree.signed() + '\n' + tree.checkpoint()).getBytes(StandardCharsets.UTF_8));
        try (FileChannel file = FileChannel.open(
                path, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND)) {
            file.write(entry);
            if (entry.hasRemaining()) {
                throw new IOException("the last " + entry.remaining() + " bytes of a checkpoint could not be written");
            }
            file.force(true);
        }
    }

    private void written(StoredTree tree) {
        lock.lock();
        try {
            waiting.remove(tree);
            if (isFailing) {
                isFailing = false;
                LOG.warn("Checkpoints can be appended to {} again", path);
            }
        } finally {
            lock.unlock();
        }
    }

    private void failed(Exception failure) {
        troubles.count(Trouble.REFUSED);
        lock.lock();
        try {
            end();
            if (!isFailing) {
                isFailing = true;
                LOG.warn("Checkpoints cannot be appended to {}, which is tried again: {}", path, failure.toString());
            }
        } finally {
            lock.unlock();
        }
    }

    /** Waits until what can be written is; what is left is appended after the next start, the newest at least. */
    @Override
    public void close() {
        lock.lock();
        try {
            long nanos = PATIENCE.toNanos();
            while (isWriting && nanos > 0) {
                nanos = ended.awaitNanos(nanos);
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
    }
}
