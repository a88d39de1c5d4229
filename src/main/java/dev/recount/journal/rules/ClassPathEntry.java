package dev.recount.journal.rules;

import dev.recount.journal.Fingerprint;
import dev.recount.journal.HashChain;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.ProviderNotFoundException;
import java.security.CodeSource;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A jar, or a folder of classes. */
record ClassPathEntry(Path path) {

    /** The folder in which a jar says how and when it was made, which is not the same for the same rules. */
    private static final String ABOUT_THE_JAR = "META-INF/";

    private static final String CLASSES_FOR_LATER_RELEASES = "META-INF/versions/";

    /** Returns the one that a class comes from, if it is a file or a folder. */
    static Optional<ClassPathEntry> of(Class<?> type) {
        return Optional.ofNullable(type.getProtectionDomain().getCodeSource())
                .map(CodeSource::getLocation)
                .flatMap(location -> {
                    try {
                        return Optional.of(location.toURI());
                    } catch (URISyntaxException unescaped) {
                        return Optional.<URI>empty();
                    }
                })
                .filter(location -> "file".equals(location.getScheme()))
                .map(location -> new ClassPathEntry(Path.of(location)));
    }

    /**
     * Returns a short text that follows from the names and the bytes of all that is in it.
     *
     * @throws UncheckedIOException if it cannot be read
     */
    String fingerprint() {
        try {
            return Files.isDirectory(path) ? fingerprint(path) : fingerprintOfJar();
        } catch (IOException | ProviderNotFoundException unreadable) {
            throw new UncheckedIOException(
                    path + " cannot be read: " + unreadable.getMessage(), new IOException(unreadable));
        }
    }

    private String fingerprintOfJar() throws IOException {
        try (FileSystem jar = FileSystems.newFileSystem(path)) {
            return fingerprint(jar.getPath("/"));
        }
    }

    private static String fingerprint(Path root) throws IOException {
        MessageDigest digest = HashChain.sha256();
        for (var file : files(root).entrySet()) {
            byte[] bytes = Files.readAllBytes(file.getValue());
            digest.update(file.getKey().getBytes(StandardCharsets.UTF_8));
            digest.update((byte) 0);
            digest.update(
                    ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).flip());
            digest.update(bytes);
        }
        return Fingerprint.of(digest.digest());
    }

    private static SortedMap<String, Path> files(Path root) throws IOException {
        List<Path> all;
        try (Stream<Path> found = Files.walk(root)) {
            all = found.filter(Files::isRegularFile).toList();
        }
        SortedMap<String, Path> files = new TreeMap<>();
        for (Path file : all) {
            String name = root.relativize(file)
                    .toString()
                    .replace(file.getFileSystem().getSeparator(), "/");
            if (!name.startsWith(ABOUT_THE_JAR) || name.startsWith(CLASSES_FOR_LATER_RELEASES)) {
                files.put(name, file);
            }
        }
        return files;
    }
}
