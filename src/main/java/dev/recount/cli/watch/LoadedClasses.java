package dev.recount.cli.watch;

import dev.recount.server.storage.TemporaryFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The classes of a class path as they were at one moment: a copy, so that a compiler can write others while a server
 * still loads from these.
 */
final class LoadedClasses implements AutoCloseable {

    private final TemporaryFolder copy;
    private final URLClassLoader loader;

    private LoadedClasses(TemporaryFolder copy, URLClassLoader loader) {
        this.copy = copy;
        this.loader = loader;
    }

    /**
     * Copies jars and folders.
     *
     * @throws UncheckedIOException if that fails, as where files go away meanwhile
     */
    static LoadedClasses of(List<Path> entries) {
        TemporaryFolder copy = TemporaryFolder.create("recount-dev");
        try {
            var urls = new ArrayList<URL>();
            for (Path entry : entries) {
                Path own = copy.path()
                        .resolve(urls.size() + "-" + entry.toAbsolutePath().getFileName());
                copy(entry, own);
                urls.add(own.toUri().toURL());
            }
            return new LoadedClasses(
                    copy, new URLClassLoader(urls.toArray(URL[]::new), LoadedClasses.class.getClassLoader()));
        } catch (IOException failure) {
            copy.close();
            throw new UncheckedIOException(failure);
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> found = Files.walk(from)) {
            for (Path each : (Iterable<Path>) found::iterator) {
                Files.copy(each, to.resolve(from.relativize(each).toString()));
            }
        }
    }

    ClassLoader loader() {
        return loader;
    }

    @Override
    public void close() {
        try (copy) {
            loader.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
