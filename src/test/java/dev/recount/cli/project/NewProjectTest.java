package dev.recount.cli.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.recount.cli.option.CommandFailedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NewProjectTest {

    @TempDir
    Path folder;

    @Test
    void holdsCodeThatCompiles() throws IOException {
        new NewProject("gift-cards").writeTo(folder.resolve("gift-cards"));

        List<String> arguments = new ArrayList<>(List.of(
                "-proc:none",
                "-d",
                folder.resolve("classes").toString(),
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"))));
        try (Stream<Path> files = Files.walk(folder.resolve("gift-cards"))) {
            files.map(Path::toString).filter(file -> file.endsWith(".java")).forEach(arguments::add);
        }
        assertThat(arguments.stream().filter(argument -> argument.endsWith(".java")))
                .hasSize(3);
        assertThat(ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments.toArray(String[]::new)))
                .isZero();
        assertThat(folder.resolve("gift-cards/src/main/resources/META-INF/services/dev.recount.model.domain.Domain"))
                .hasContent("giftcards.GiftCards");
        assertThat(folder.resolve("gift-cards/pom.xml"))
                .content()
                .contains("<artifactId>gift-cards</artifactId>", "<version>0.1.0</version>", "=ALL-UNNAMED<")
                .doesNotContain("VERSION", "NAME<");
    }

    @Test
    void writesOverNothing() throws IOException {
        Files.writeString(folder.resolve("mine"), "");

        assertThatExceptionOfType(CommandFailedException.class)
                .isThrownBy(() -> new NewProject("cards").writeTo(folder))
                .withMessageContaining("not empty");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Cards", "../cards", "class", "1st", "a/b"})
    void refusesNamesThatCannotBeThoseOfAPackage(String name) {
        assertThatExceptionOfType(CommandFailedException.class).isThrownBy(() -> new NewProject(name));
    }
}
