package dev.recount.guide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recount.process.Program;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * The domain of {@code docs/model-your-own-domain.md}, written into the files that the page names, tested, packed and
 * served. The compiler and {@code jar} do here what Maven does for a reader.
 */
@Tag("process")
@ResourceLock(Program.PROCESSES)
class ModelYourOwnDomainTest {

    private static final String PAGE = "docs/model-your-own-domain.md";
    private static final Pattern FILE = Pattern.compile("`(giftcards/[^`]+)`.*:");
    private static final String CLASS_PATH =
            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));

    @TempDir
    Path folder;

    private Program server;

    @AfterEach
    void stop() {
        if (server != null) {
            server.close();
        }
    }

    @BeforeEach
    void writeFiles() throws IOException {
        Page page = Page.of(PAGE);
        for (Block block : page.blocks()) {
            Matcher file = FILE.matcher(page.lineBefore(block));
            if (file.matches()) {
                Path written = folder.resolve(file.group(1));
                Files.createDirectories(written.getParent());
                Files.writeString(written, block.text());
            }
        }
        Files.createDirectory(folder.resolve("recount"));
    }

    @Test
    void doesAsWritten() {
        try (Shell shell = new Shell(folder.resolve("recount"), Program.script())) {
            Walk.through(PAGE, shell)
                    .changing(commands -> besideTheRepository(shell, commands))
                    .go();
        }
    }

    /** A server of the domain runs, in another terminal, where the page asks for it. */
    private String besideTheRepository(Shell shell, String commands) {
        if (commands.contains("giftcards/pom.xml package")) {
            shell.run("cd ..\n" + commands.replaceAll("mvn .*", ""));
            pack();
            return "";
        }
        if (commands.contains("curl")) {
            String jar = folder.resolve("giftcards/target/giftcards-1.jar").toString();
            String data = folder.resolve("data").toString();
            server = Program.start("serve", "--class-path", jar, "--port", "0", "--data", data);
            shell.asking(server.awaitLine(line -> line.startsWith("Recount serves"))
                    .replaceAll(".*(http://[0-9.:]+).*", "$1"));
        }
        return "cd ..\n" + commands;
    }

    private void pack() {
        Path project = folder.resolve("giftcards");
        String classes = project.resolve("target/classes").toString();
        String tests = project.resolve("target/test-classes").toString();
        run("javac", List.of("-d", classes, "-cp", CLASS_PATH), sources(project.resolve("src/main/java")));
        String ownAndClassPath = classes + File.pathSeparator + CLASS_PATH;
        run("javac", List.of("-d", tests, "-cp", ownAndClassPath), sources(project.resolve("src/test/java")));
        runTests(project.resolve("target"));
        run(
                "jar",
                List.of(
                        "--create",
                        "--file",
                        project.resolve("target/giftcards-1.jar").toString()),
                List.of(
                        "-C",
                        classes,
                        ".",
                        "-C",
                        project.resolve("src/main/resources").toString(),
                        "."));
    }

    private static void run(String tool, List<String> options, List<String> arguments) {
        String[] all = Stream.concat(options.stream(), arguments.stream()).toArray(String[]::new);
        assertThat(ToolProvider.findFirst(tool).orElseThrow().run(System.out, System.err, all))
                .as(tool)
                .isZero();
    }

    private static List<String> sources(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.map(Path::toString)
                    .filter(file -> file.endsWith(".java"))
                    .toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static void runTests(Path target) {
        try (URLClassLoader loader = URLClassLoader.newInstance(
                new URL[] {
                    target.resolve("classes").toUri().toURL(),
                    target.resolve("test-classes").toUri().toURL()
                },
                ModelYourOwnDomainTest.class.getClassLoader())) {
            Class<?> test = loader.loadClass("giftcards.GiftCardTest");
            int run = 0;
            for (var method : test.getDeclaredMethods()) {
                if (method.isAnnotationPresent(Test.class)) {
                    var constructor = test.getDeclaredConstructor();
                    constructor.setAccessible(true);
                    method.setAccessible(true);
                    method.invoke(constructor.newInstance());
                    run++;
                }
            }
            assertThat(run).isPositive();
        } catch (ReflectiveOperationException | IOException failure) {
            throw new AssertionError(failure);
        }
    }
}
