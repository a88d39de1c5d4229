package dev.recount.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recount.cli.Recount;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;
import picocli.CommandLine;

/** A project that {@code recount new} wrote, with sources that change; the compiler does here what Maven does. */
final class OwnProject {

    private final Path folder;

    private OwnProject(Path folder) {
        this.folder = folder;
    }

    /** Has a project named giftcards written in this folder. */
    static OwnProject in(Path parent) {
        assertThat(new CommandLine(new Recount()).execute("new", "giftcards", "--in", parent.toString()))
                .isZero();
        return new OwnProject(parent.resolve("giftcards"));
    }

    /** Writes something else in a source. */
    OwnProject changed(String source, String text, String other) throws IOException {
        Path file = folder.resolve("src/main/java/giftcards").resolve(source);
        String before = Files.readString(file);
        assertThat(before).contains(text);
        Files.writeString(file, before.replace(text, other));
        return this;
    }

    Path classes() {
        return folder.resolve("target/classes");
    }

    /** Compiles into {@link #classes()}; tells whether there was no error. */
    boolean compile() throws IOException {
        Path services = Path.of("META-INF/services/dev.recount.model.domain.Domain");
        Files.createDirectories(classes().resolve(services).getParent());
        if (!Files.exists(classes().resolve(services))) {
            Files.copy(
                    folder.resolve("src/main/resources").resolve(services),
                    classes().resolve(services));
        }
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        Stream<String> options =
                Stream.of("-proc:none", "-nowarn", "-d", classes().toString(), "-cp", classPath);
        Stream<String> sources = Stream.of("GiftCard.java", "GiftCards.java")
                .map(source -> folder.resolve("src/main/java/giftcards")
                        .resolve(source)
                        .toString());
        List<String> arguments = Stream.concat(options, sources).toList();
        return ToolProvider.findFirst("javac")
                        .orElseThrow()
                        .run(System.out, System.err, arguments.toArray(String[]::new))
                == 0;
    }
}
