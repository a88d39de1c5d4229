package dev.recount.guide;

import dev.recount.process.Program;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A terminal in a folder that looks like that of the repository, where commands do what they do for a reader of a page,
 * but with the addresses and folders of a test.
 */
final class Shell implements AutoCloseable {

    /** The parts of the repository that commands read. */
    private static final List<String> PARTS = List.of("conf", "src", "cluster-local");

    private final Path folder;
    private final Path answers;
    private final Map<String, String> environment = new LinkedHashMap<>();
    private final Map<String, String> addresses = new LinkedHashMap<>();

    /**
     * The outcome of a block of commands.
     *
     * @param output what they printed
     * @param answers what servers answered to {@code curl}, in this order
     */
    record Run(String output, List<Answer> answers) {}

    /**
     * An answer of a server.
     *
     * @param status its status; 0 if there was none
     */
    record Answer(int status, String body) {}

    /**
     * @param folder an empty folder of the test's
     * @param program the script that starts {@code recount}
     */
    Shell(Path folder, Path program) {
        this.folder = folder;
        this.answers = folder.resolve(".answers");
        try {
            Files.createDirectory(answers);
            for (String part : PARTS) {
                Files.createSymbolicLink(folder.resolve(part), Path.of(part).toAbsolutePath());
            }
            Path bin = Files.createDirectory(folder.resolve(".bin"));
            script(bin.resolve("curl"), "curl.sh");
            script(folder.resolve("recount"), "recount.sh");
            environment.put("PATH", bin + ":" + System.getenv("PATH"));
            environment.put("ANSWERS", answers.toString());
            environment.put("PROGRAM", program.toString());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static void script(Path file, String name) throws IOException {
        Files.copy(Path.of("src/test/resources/guide", name), file);
        if (!file.toFile().setExecutable(true)) {
            throw new IOException(file + " cannot be made executable");
        }
    }

    Path folder() {
        return folder;
    }

    /** Opens a terminal of a person who has {@code ./recount demo} running in another one. */
    static Shell besideTheDemo(Path folder) {
        return beside(Demo.shared(), folder);
    }

    /** Opens a terminal beside a demo. */
    static Shell beside(Demo demo, Path folder) {
        return new Shell(folder, Program.script()).asking(demo.url());
    }

    /** Lets {@code address} stand for another one from now on. */
    Shell with(String address, String other) {
        addresses.put(address, other);
        return this;
    }

    /** Has the server of this address asked, in place of that of the default address. */
    Shell asking(String url) {
        environment.put("SERVER", url);
        return with("http://127.0.0.1:8080", url);
    }

    /** Sets a variable of the environment. */
    Shell set(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    /** Carries commands out, until one of them fails. */
    Run run(String commands) {
        String changed = commands;
        for (var address : addresses.entrySet()) {
            changed = changed.replace(address.getKey(), address.getValue());
        }
        var builder = new ProcessBuilder("sh", "-euc", changed)
                .directory(folder.toFile())
                .redirectErrorStream(true);
        builder.environment().putAll(environment);
        try {
            clearAnswers();
            Process shell = builder.start();
            shell.getOutputStream().close();
            String output = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (shell.waitFor() != 0) {
                throw new AssertionError("exit code " + shell.exitValue() + " of\n" + changed + "\n" + output);
            }
            return new Run(output, readAnswers());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError(interrupted);
        }
    }

    private void clearAnswers() throws IOException {
        for (Path file : answerFiles()) {
            Files.delete(file);
        }
    }

    private List<Answer> readAnswers() throws IOException {
        List<Answer> told = new ArrayList<>();
        for (Path file : answerFiles()) {
            if (file.toString().endsWith(".status")) {
                Path body = Path.of(file.toString().replace(".status", ".body"));
                told.add(new Answer(
                        Integer.parseInt(Files.readString(file).strip()),
                        Files.exists(body) ? Files.readString(body) : ""));
            }
        }
        return told;
    }

    private List<Path> answerFiles() throws IOException {
        try (Stream<Path> files = Files.list(answers)) {
            return files.sorted().toList();
        }
    }

    @Override
    public void close() {
        for (String part : PARTS) {
            try {
                Files.delete(folder.resolve(part));
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }
    }
}
