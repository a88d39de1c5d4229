package dev.recount.cli.watch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The classes of a class path as they were at one moment: a copy, so that a compiler can write others while a server
 * still loads from these.
 */
final class LoadedClasses implements AutoCloseable {

    private final Path copy;
    private final URLClassLoader loader;

    private LoadedClasses(Path copy, URLClassLoader loader) {
        this.copy = copy;
        this.loader = loader;
    }

    /**
     * Copies jars and folders.
     *
     * @throws UncheckedIOException if that fails, as where files go away meanwhile
     */
    static LoadedClasses of(List<Path> entries) {
        Path copy = null;
        try {
            copy = Files.createTempDirectory("recount-dev");
            var urls = new ArrayList<URL>();
            for (Path entry : entries) {
                Path own =
                        copy.resolve(urls.size() + "-" + entry.toAbsolutePath().getFileName());
                copy(entry, own);
                urls.add(url(own));
            }
            return new LoadedClasses(
                    copy, new URLClassLoader(urls.toArray(URL[]::new), LoadedClasses.class.getClassLoader()));
        } catch (IOException failure) {
            if (copy != null) {
                delete(copy);
            }
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

    private static URL url(Path path) {
        try {
            return path.toUri().toURL();
        } catch (MalformedURLException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    ClassLoader loader() {
        return loader;
    }

    @Override
    public void close() {
        try {
            loader.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } finally {
            delete(copy);
        }
    }

    private static void delete(Path folder) {
        try (Stream<Path> found = Files.walk(folder)) {
            for (Path each : found.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
