package dev.recount.process;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;

/**
 * The classes of the program as the virtual machine starts them soonest: as jars, with a cache of what a start needs.
 * The tests start some hundred processes, which would spend most of their time on loading classes.
 */
final class ClassArchive {

    private static final ClassArchive ONE = new ClassArchive();

    private final Path folder;
    private final String classPath;
    private final Path cache;

    private ClassArchive() {
        try {
            folder = Files.createTempDirectory("recount-classes");
            Runtime.getRuntime().addShutdownHook(new Thread(this::delete));
            classPath = String.join(File.pathSeparator, jars());
            cache = folder.resolve("classes.aot");
            train();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /** Returns the options of {@code java} that start the program with this archive. */
    static List<String> options() {
        return List.of(
                "-XX:AOTCache=" + ONE.cache,
                "-Xlog:aot=off",
                "-Xlog:cds=off",
                "-cp",
                ONE.classPath,
                "dev.recount.cli.Recount");
    }

    private List<String> jars() {
        String tested = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        ToolProvider jar = ToolProvider.findFirst("jar").orElseThrow();
        List<String> jars = new ArrayList<>();
        for (String entry : tested.split(File.pathSeparator, -1)) {
            if (Files.isDirectory(Path.of(entry))) {
                String file = folder.resolve(jars.size() + ".jar").toString();
                jar.run(System.out, System.err, "--create", "--file", file, "-C", entry, ".");
                jars.add(file);
            } else if (entry.endsWith(".jar")) {
                jars.add(entry);
            }
        }
        return jars;
    }

    /** A demo, which the virtual machine watches: a server, what it stores, and its clients. */
    private void train() throws IOException {
        Path data = Files.createTempDirectory(folder, "data");
        List<String> arguments = List.of(
                "-XX:AOTCacheOutput=" + cache,
                "-Xlog:aot=off",
                "-Xlog:cds=off",
                "-cp",
                classPath,
                "dev.recount.cli.Recount");
        try (Program training =
                new Program(arguments, List.of("demo", "--exit", "--port", "0", "--data", data.toString()))) {
            training.exitCode();
        }
    }

    private void delete() {
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
        } catch (IOException undeletable) {
            throw new UncheckedIOException(undeletable);
        }
    }
}
