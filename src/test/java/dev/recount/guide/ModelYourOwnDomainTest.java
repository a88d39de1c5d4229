package dev.recount.guide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recount.process.Processes;
import dev.recount.process.Program;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * The guide to a domain of one's own, followed as it is written: the project that {@code recount new} writes is what
 * the page shows, Maven builds and tests it, and it is served.
 */
@Tag("process")
@ResourceLock(providers = Processes.class)
class ModelYourOwnDomainTest {

    private static final String PAGE = "docs/model-your-own-domain.md";
    private static final Pattern FILE = Pattern.compile("`(giftcards/[^`]+)`.*:");

    @TempDir
    Path folder;

    private Program server;

    @AfterEach
    void stop() {
        if (server != null) {
            server.close();
        }
    }

    @Test
    void doesAsWritten() throws IOException {
        Path recount = Files.createDirectory(folder.resolve("recount"));
        try (LocalRepository repository = LocalRepository.in(Files.createDirectory(folder.resolve("repository")));
                Shell shell = new Shell(recount, Program.script())) {
            shell.set("MAVEN_OPTS", "-Dmaven.repo.local=" + repository.folder());
            Walk.through(PAGE, shell)
                    .changing(commands -> inTheOtherTerminal(shell, commands))
                    .go();
        }
        assertThat(folder.resolve("giftcards/target/surefire-reports/TEST-giftcards.GiftCardTest.xml"))
                .content()
                .contains("tests=\"2\"", "failures=\"0\"");
        showsTheFilesOfTheProject();
    }

    /** A server of the domain runs, in another terminal, where the page asks it. */
    private String inTheOtherTerminal(Shell shell, String commands) {
        if (commands.contains("curl")) {
            String jar = folder.resolve("giftcards/target/giftcards-1.jar").toString();
            String data = folder.resolve("data").toString();
            server = Program.start("serve", "--class-path", jar, "--port", "0", "--data", data);
            shell.asking(server.awaitLine(line -> line.startsWith("Recount serves"))
                    .replaceAll(".*(http://[0-9.:]+).*", "$1"));
        }
        return commands;
    }

    private void showsTheFilesOfTheProject() {
        Page page = Page.of(PAGE);
        long shown = page.blocks().stream()
                .filter(block -> {
                    Matcher file = FILE.matcher(page.lineBefore(block));
                    return file.matches() && shows(block, folder.resolve(file.group(1)));
                })
                .count();
        try (Stream<Path> files = Files.walk(folder.resolve("giftcards"))) {
            assertThat(files.filter(file -> file.toString().endsWith(".java")).count() + 2)
                    .as("its classes, its pom.xml and the line that names the domain")
                    .isEqualTo(shown);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static boolean shows(Block block, Path file) {
        assertThat(file).content().contains(block.text());
        return true;
    }
}
