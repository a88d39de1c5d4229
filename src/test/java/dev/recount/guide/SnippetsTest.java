package dev.recount.guide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.recount.example.shop.Shop;
import dev.recount.server.settings.Settings;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.xml.sax.InputSource;

/**
 * Each fenced block of the documentation, by its language. The commands, which need more, are carried out by a test for
 * each page, named after it: those of {@code docs/time-travel.md} by {@link TimeTravelTest}.
 */
class SnippetsTest {

    private static final Set<String> LANGUAGES = Set.of("sh", "java", "hocon", "json", "sql", "xml", "text");

    @TempDir
    Path folder;

    static Stream<Block> blocks() {
        return Page.all().stream().flatMap(page -> page.blocks().stream());
    }

    private static Stream<Block> blocks(String language) {
        return blocks().filter(block -> block.language().equals(language));
    }

    static Stream<Block> java() {
        return blocks("java");
    }

    static Stream<Block> hocon() {
        return blocks("hocon");
    }

    static Stream<Block> json() {
        return blocks("json");
    }

    static Stream<Block> xml() {
        return blocks("xml");
    }

    /** Pages with blocks that a reader could type. */
    static Stream<Page> pages() {
        return Page.all().stream()
                .filter(page -> page.blocks("sh").findAny().isPresent()
                        || page.blocks("sql").findAny().isPresent());
    }

    @ParameterizedTest
    @MethodSource("blocks")
    void saysWhichLanguageItIs(Block block) {
        assertThat(block.language()).as(block.toString()).isIn(LANGUAGES);
    }

    @ParameterizedTest
    @MethodSource("pages")
    void hasATestThatCarriesItsCommandsOut(Page page) {
        String name = Arrays.stream(
                        page.file().getFileName().toString().replace(".md", "").split("-"))
                .map(word -> word.substring(0, 1).toUpperCase(Locale.ROOT)
                        + word.substring(1).toLowerCase(Locale.ROOT))
                .collect(Collectors.joining("", "dev.recount.guide.", "Test"));

        assertThatCode(() -> Class.forName(name)).doesNotThrowAnyException();
    }

    @Test
    void leavesOutNoCommandThatIsOnNoPage() {
        List<String> lines = blocks("sh").flatMap(block -> block.text().lines()).toList();

        for (NotRun left : NotRun.ALL) {
            assertThat(left.reason()).isNotBlank();
            assertThat(left.beginnings())
                    .allSatisfy(beginning -> assertThat(lines).anyMatch(line -> line.startsWith(beginning)));
        }
    }

    /** Code of a page is code of the examples or of the tests, which are compiled, and do what the page says. */
    @ParameterizedTest
    @MethodSource("java")
    void isCodeThatIsCompiled(Block block) {
        if (block.text().startsWith("package ")) {
            return; // a whole class, which the page's own test compiles
        }
        List<String> parts = Pattern.compile("^\\s*…\\s*$", Pattern.MULTILINE)
                .splitAsStream(block.text())
                .map(Sources::squeezed)
                .filter(part -> !part.isEmpty())
                .toList();

        assertThat(Sources.all().filter(source -> parts.stream().allMatch(source::contains)))
                .as("a source that holds " + block)
                .isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("hocon")
    void isWhatTheServerReads(Block block) throws IOException {
        String text = block.text().replace("${RECOUNT_POSTGRES_PASSWORD}", "change-me"); // as the environment has it
        Settings settings = Settings.read(Optional.of(Files.writeString(folder.resolve("own.conf"), text)));

        Map<String, String> ofShop = settings.domainSettings().getOrDefault("shop", Map.of());
        assertThatCode(() -> new Shop().configured(ofShop)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @MethodSource("json")
    void isJson(Block block) {
        assertThat(Example.documents(block.text())).isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("xml")
    void isXml(Block block) {
        assertThatCode(() -> DocumentBuilderFactory.newDefaultInstance()
                        .newDocumentBuilder()
                        .parse(new InputSource(new StringReader(block.text()))))
                .doesNotThrowAnyException();
    }

    /** The sources whose code pages show, without white space. */
    private static final class Sources {

        private static final List<String> SQUEEZED = Stream.of("src/main/java/dev/recount/example", "src/test/java")
                .flatMap(Sources::in)
                .toList();

        static Stream<String> all() {
            return SQUEEZED.stream();
        }

        private static Stream<String> in(String folder) {
            try (Stream<Path> files = Files.walk(Path.of(folder))) {
                return files.filter(file -> file.toString().endsWith(".java")).map(Sources::code).toList().stream();
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }

        private static String code(Path file) {
            try {
                return squeezed(Files.readString(file));
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }

        private static String squeezed(String code) {
            return code.replaceAll("\\s+", "");
        }
    }
}
