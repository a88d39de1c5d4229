package dev.recount.cli.watch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Files and folders that are looked at again and again, which on a few hundred classes takes milliseconds and, unlike
 * the notices of the operating system, sees folders that come, go, or are on another machine.
 */
final class WatchedFiles {

    private static final Duration LOOK_INTERVAL = Duration.ofMillis(50);

    /** A compiler that has written nothing for so long has come to its end, or will be noticed again. */
    private static final Duration QUIET = Duration.ofMillis(200);

    private final List<Path> roots;
    private Map<Path, Stamp> seen;

    private record Stamp(FileTime modified, long size) {}

    /** Begins to watch: what is there now is no change. */
    WatchedFiles(List<Path> roots) {
        this.roots = List.copyOf(roots);
        this.seen = look();
    }

    /**
     * Waits until something changes, and then until nothing has changed any more for a moment.
     *
     * @return the {@link System#nanoTime()} of the last change
     */
    long awaitChange() throws InterruptedException {
        while (!changed()) {
            Thread.sleep(LOOK_INTERVAL);
        }
        long last = System.nanoTime();
        while (System.nanoTime() - last < QUIET.toNanos()) {
            Thread.sleep(LOOK_INTERVAL);
            if (changed()) {
                last = System.nanoTime();
            }
        }
        return last;
    }

    private boolean changed() {
        Map<Path, Stamp> now = look();
        boolean changed = !now.equals(seen);
        seen = now;
        return changed;
    }

    private Map<Path, Stamp> look() {
        var found = new HashMap<Path, Stamp>();
        for (Path root : roots) {
            try {
                Files.walkFileTree(root, new Visitor(found));
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }
        return found;
    }

    private static final class Visitor extends SimpleFileVisitor<Path> {

        private final Map<Path, Stamp> found;

        private Visitor(Map<Path, Stamp> found) {
            this.found = found;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            found.put(file, new Stamp(attributes.lastModifiedTime(), attributes.size()));
            return FileVisitResult.CONTINUE;
        }

        /** A file that goes away meanwhile is not there. */
        @Override
        public FileVisitResult visitFileFailed(Path file, IOException gone) {
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path folder, IOException gone) {
            return FileVisitResult.CONTINUE;
        }
    }
}
