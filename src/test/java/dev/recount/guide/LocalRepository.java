package dev.recount.guide;

import dev.recount.cli.Recount;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;

/**
 * A local repository of Maven's that has the Recount of this build in it, as {@code ./recount install} leaves it. All
 * else in it is shared with the machine's own, so that nothing is fetched twice.
 */
record LocalRepository(Path folder) implements AutoCloseable {

    private static final String VERSION = "0.1.0";

    /** Makes one in an empty folder. */
    static LocalRepository in(Path folder) throws IOException {
        Path shared = Path.of(System.getProperty(
                "localRepository",
                Path.of(System.getProperty("user.home"), ".m2", "repository").toString()));
        share(shared, folder, "dev");
        share(shared.resolve("dev"), Files.createDirectory(folder.resolve("dev")), "recount");
        Path recount =
                Files.createDirectories(folder.resolve("dev/recount/recount").resolve(VERSION));
        String name = "recount-" + VERSION;
        jar(recount.resolve(name + ".jar"), ".");
        jar(recount.resolve(name + "-model.jar"), "dev/recount/model");
        Files.copy(Path.of("pom.xml"), recount.resolve(name + ".pom"));
        return new LocalRepository(folder);
    }

    private static void share(Path from, Path to, String except) throws IOException {
        if (!Files.isDirectory(from)) {
            return;
        }
        try (Stream<Path> found = Files.list(from)) {
            List<Path> shared = found.filter(each -> !each.endsWith(except)).toList();
            for (Path each : shared) {
                Files.createSymbolicLink(to.resolve(each.getFileName()), each.toAbsolutePath());
            }
        }
    }

    @Override
    public void close() throws IOException {
        for (Path shared : List.of(folder.resolve("dev"), folder)) {
            try (Stream<Path> found = Files.list(shared)) {
                List<Path> links = found.filter(Files::isSymbolicLink).toList();
                for (Path each : links) {
                    Files.delete(each);
                }
            }
        }
    }

    private static void jar(Path file, String content) throws IOException {
        int code = ToolProvider.findFirst("jar")
                .orElseThrow()
                .run(System.out, System.err, "--create", "--file", file.toString(), "-C", classes(), content);
        if (code != 0) {
            throw new IOException("jar: " + code);
        }
    }

    private static String classes() {
        try {
            return Path.of(Recount.class
                            .getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toString();
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
