package dev.recount.guide;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The links of the documentation lead to files and headings that are there, and the architecture names every room. */
class LinksTest {

    private static final Pattern LINK = Pattern.compile("]\\(([^)#\\s]*)(?:#([^)\\s]*))?\\)");
    private static final Path ROOMS = Path.of("src/main/java/dev/recount");

    static List<Page> pages() {
        return Stream.concat(Page.all().stream(), Stream.of(Page.of("CHANGELOG.md")))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("pages")
    void leadsToWhatIsThere(Page page) {
        LINK.matcher(String.join("\n", page.lines()))
                .results()
                .filter(link -> !link.group(1).contains("://"))
                .forEach(link -> follow(page, link));
    }

    private static void follow(Page page, MatchResult link) {
        Path target = link.group(1).isEmpty() ? page.file() : page.file().resolveSibling(link.group(1));
        assertThat(target).as(link.group()).exists();
        if (link.group(2) != null) {
            assertThat(anchors(Page.of(target.normalize().toString())))
                    .as(link.group())
                    .contains(link.group(2));
        }
    }

    /** The anchors that GitHub gives to headings. */
    private static Stream<String> anchors(Page page) {
        return page.lines().stream()
                .filter(line -> line.startsWith("#"))
                .map(line -> line.replaceFirst("^#+ ", "").toLowerCase(Locale.ROOT))
                .map(heading -> heading.replaceAll("[^\\w -]", "").replace(' ', '-'));
    }

    @Test
    void nameEveryRoomOfTheHouse() throws IOException {
        String architecture = String.join("\n", Page.of("docs/architecture.md").lines());

        try (Stream<Path> rooms = Files.list(ROOMS)) {
            assertThat(rooms.map(room -> "`dev.recount." + room.getFileName() + "`"))
                    .allSatisfy(room -> assertThat(architecture).contains(room));
        }
    }
}
