package dev.recount.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recount.cli.Recount;
import dev.recount.model.domain.Domain;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The program {@code recount} as a process of its own, which does not outlive the test. */
public class Program implements AutoCloseable {

    private static final int PATIENCE_SECONDS = 450;

    private final Process process;
    private final List<String> output = Collections.synchronizedList(new ArrayList<>());
    private final CompletableFuture<Void> ended;

    /**
     * @param options what {@code java} is to be told, the class to start included
     * @param arguments what the program is to be told
     */
    Program(List<String> options, List<String> arguments) {
        List<String> command = java(options);
        command.addAll(arguments);
        try {
            process = new ProcessBuilder(command).redirectErrorStream(true).start();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        // a virtual thread would keep one of the few threads that carry them while it waits for output
        ended = CompletableFuture.runAsync(
                this::read, task -> Thread.ofPlatform().daemon().start(task));
    }

    /** Returns the command that starts {@code java} as the program is started, which some arguments may follow. */
    static List<String> java(List<String> options) {
        // the first compiler alone: processes that live for seconds do not earn back what the second one costs;
        // and the collector that costs least where the tests keep all processors busy
        List<String> command = new ArrayList<>(List.of(
                System.getProperty("java.home") + "/bin/java",
                "--sun-misc-unsafe-memory-access=allow",
                "--enable-native-access=ALL-UNNAMED",
                "-XX:+UseCompactObjectHeaders",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Dlogback.configurationFile=logback.xml"));
        command.addAll(options);
        return command;
    }

    /** Writes a script that is the program, for what starts it by itself, and returns where it is. */
    public static Path script() {
        List<String> options = new ArrayList<>(List.of("-Xmx512m"));
        options.addAll(ClassArchive.options());
        try {
            Path script = Files.writeString(
                    Files.createTempDirectory("recount-program").resolve("recount"),
                    """
                    #!/bin/sh
                    exec %s "$@"
                    """.formatted(String.join(" ", java(options))));
            if (!script.toFile().setExecutable(true)) {
                throw new IOException(script + " cannot be made executable");
            }
            return script;
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    static Program start(List<String> jvmOptions, String... arguments) {
        List<String> options = new ArrayList<>(jvmOptions);
        options.addAll(ClassArchive.options());
        return new Program(options, List.of(arguments));
    }

    /** Starts the program with these arguments. */
    public static Program start(String... arguments) {
        return start(List.of("-Xmx512m"), arguments);
    }

    /** Starts another program, which tests need beside them. */
    public static Program other(Path jar, String... arguments) {
        return new Program(List.of("-Xmx256m", "-jar", jar.toString()), List.of(arguments));
    }

    /** Starts the program as users have it: without the tests' classes, which list the examples as services. */
    static Program shipped(String... arguments) {
        String classPath = Stream.of(
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"))
                                .split(File.pathSeparator, -1))
                .filter(entry -> !Files.exists(Path.of(entry, "META-INF/services", Domain.class.getName())))
                .collect(Collectors.joining(File.pathSeparator));
        return new Program(List.of("-Xmx512m", "-cp", classPath, Recount.class.getName()), List.of(arguments));
    }

    private void read() {
        try (var lines = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                synchronized (output) {
                    output.add(line);
                    output.notifyAll();
                }
            }
        } catch (IOException killed) {
            // what a killed process had still to say is lost, as it is for a person at a terminal
        } finally {
            synchronized (output) {
                output.notifyAll();
            }
        }
    }

    /** Waits until the program has printed such a line, and returns it. */
    public String awaitLine(Predicate<String> expected) {
        return await(expected).orElseThrow(() -> new AssertionError("no such line in " + output));
    }

    /** Waits until the program has printed such a line, or has ended; tells whether there is one. */
    boolean printsBeforeItsEnd(Predicate<String> expected) {
        Optional<String> found = await(expected);
        assertThat(found.isPresent() || ended.isDone()).as("%s", output).isTrue();
        return found.isPresent();
    }

    private Optional<String> await(Predicate<String> expected) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        synchronized (output) {
            while (true) {
                boolean isLast = ended.isDone() || System.nanoTime() > deadline;
                var found = output.stream().filter(expected).findFirst();
                if (found.isPresent() || isLast) {
                    return found;
                }
                try {
                    output.wait(200);
                } catch (InterruptedException interrupted) {
                    Thread.currentThread().interrupt();
                    throw new AssertionError(interrupted);
                }
            }
        }
    }

    /** Waits for the program's end and returns its exit code. */
    int exitCode() {
        try {
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new AssertionError("the program does not end; it said " + output);
            }
            ended.join();
            return process.exitValue();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError(interrupted);
        }
    }

    /** Returns what the program has printed so far, errors included. */
    List<String> output() {
        synchronized (output) {
            return List.copyOf(output);
        }
    }

    /** Kills the program at once, as {@code kill -9} does. */
    public void kill() {
        process.destroyForcibly();
        exitCode();
    }

    /** Lets the program stand still. */
    void pause() {
        signal("-STOP");
    }

    /** Lets the program go on after it stood still. */
    void resume() {
        signal("-CONT");
    }

    private void signal(String signal) {
        try {
            new ProcessBuilder("kill", signal, Long.toString(process.pid()))
                    .start()
                    .waitFor();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError(interrupted);
        }
    }

    /** Asks the program to end, as {@code kill} does. */
    void terminate() {
        process.destroy();
    }

    @Override
    public void close() {
        process.destroyForcibly();
        exitCode();
    }
}
