package dev.recount.http.console;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLConnection;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.pekko.util.ByteString;

/**
 * The files of the console: those of its own, and those of the libraries that its pages use. All of them together are
 * an edition, whose name is a digest of them: it stands in the address of each, so that browsers can keep them for good
 * and never put those of two editions together.
 */
final class ConsoleFiles {

    /** The page with which all begins. */
    static final String INDEX = "index.html";

    /** The place in the page at which the name of the edition stands. */
    private static final String EDITION = "@edition@";

    /** The libraries, by the names under which the pages know them; the versions are those of the build. */
    private static final Map<String, String> LIBRARIES = Map.of(
            "lib/preact.js", "/META-INF/resources/_static/htm/3.1.1/preact/standalone.module.js",
            "lib/uplot.js", "/META-INF/resources/webjars/uplot/1.6.30/dist/uPlot.esm.js",
            "lib/uplot.css", "/META-INF/resources/webjars/uplot/1.6.30/dist/uPlot.min.css");

    private final Map<String, ConsoleFile> files;
    private final ConsoleFile index;
    private final String edition;

    private ConsoleFiles(ByteString page, Map<String, ByteString> contents) {
        var all = new TreeMap<String, ConsoleFile>();
        contents.forEach((name, content) -> all.put(name, ConsoleFile.of(name, content)));
        var digests = new StringBuilder();
        all.forEach((name, file) ->
                digests.append(name).append(' ').append(file.digest()).append('\n'));
        this.edition = ConsoleFile.digest(ByteString.fromString(digests.toString()));
        String named = page.decodeString(StandardCharsets.UTF_8).replace(EDITION, edition);
        this.index = ConsoleFile.of(INDEX, ByteString.fromString(named));
        all.remove(INDEX);
        this.files = Map.copyOf(all);
    }

    /** Reads all files. */
    static ConsoleFiles read() {
        try {
            Map<String, ByteString> contents = own();
            for (Map.Entry<String, String> library : LIBRARIES.entrySet()) {
                contents.put(library.getKey(), resource(library.getValue()));
            }
            return new ConsoleFiles(resource(INDEX), contents);
        } catch (IOException | URISyntaxException failure) {
            throw new IllegalStateException("the files of the console cannot be read", failure);
        }
    }

    private static ByteString resource(String name) throws IOException {
        try (InputStream content = ConsoleFiles.class.getResourceAsStream(name)) {
            if (content == null) {
                throw new IllegalStateException("the console needs " + name + ", which is not among the libraries");
            }
            return ByteString.fromArray(content.readAllBytes());
        }
    }

    private static Map<String, ByteString> own() throws IOException, URISyntaxException {
        URL page = ConsoleFiles.class.getResource(INDEX);
        if (page == null) {
            throw new IllegalStateException("the console needs its " + INDEX);
        }
        URLConnection connection = page.openConnection();
        if (connection instanceof JarURLConnection jar) {
            URI file = jar.getJarFileURL().toURI();
            try (FileSystem entries = FileSystems.newFileSystem(Path.of(file))) {
                return in(entries.getPath("/", jar.getEntryName()).resolveSibling(""));
            }
        }
        return in(Path.of(page.toURI()).resolveSibling(""));
    }

    private static Map<String, ByteString> in(Path folder) throws IOException {
        var contents = new TreeMap<String, ByteString>();
        try (Stream<Path> all = Files.walk(folder)) {
            all.filter(Files::isRegularFile)
                    .filter(file -> !file.toString().endsWith(".class"))
                    .forEach(file ->
                            contents.put(folder.relativize(file).toString().replace('\\', '/'), content(file)));
        }
        return contents;
    }

    private static ByteString content(Path file) {
        try {
            return ByteString.fromArray(Files.readAllBytes(file));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Returns the page with which all begins. */
    ConsoleFile index() {
        return index;
    }

    /** Returns the name of the edition. */
    String edition() {
        return edition;
    }

    /** Returns a file of an edition, if it is of this one. */
    Optional<ConsoleFile> find(String wanted, String name) {
        return wanted.equals(edition) ? Optional.ofNullable(files.get(name)) : Optional.empty();
    }
}
