package dev.recount.guide;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The commands of {@code CONTRIBUTING.md}, which run tests: the launcher takes their options, and there are tests of
 * these names.
 */
class ContributingTest {

    private static final Pattern TEST = Pattern.compile("-Dtest='?(\\w+)(?:\\$(\\w+)#(\\w+))?");
    private static final Pattern GROUP = Pattern.compile("-Dgroups=(\\w+)");

    private static String commands() {
        return Page.of("CONTRIBUTING.md").blocks("sh").findFirst().orElseThrow().text();
    }

    private static String source(String test) throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src/test/java"))) {
            Path file = files.filter(each -> each.endsWith(test + ".java"))
                    .findFirst()
                    .orElseThrow();
            return Files.readString(file);
        }
    }

    @Test
    void namesTestsThatThereAre() throws IOException {
        List<MatchResult> tests = TEST.matcher(commands()).results().toList();

        assertThat(tests).hasSize(2);
        for (MatchResult test : tests) {
            String source = source(test.group(1));
            if (test.group(2) != null) {
                assertThat(source).contains("class " + test.group(2) + " {", "void " + test.group(3) + "()");
            }
        }
    }

    @Test
    void namesTheTagOfTheTestsThatTheLauncherLeavesOut() throws IOException {
        String launcher = Files.readString(Path.of("recount"));

        assertThat(commands()).contains("./recount test --fast");
        assertThat(GROUP.matcher(commands()).results().map(group -> group.group(1)))
                .containsExactly("process");
        assertThat(launcher).contains("\"${1:-}\" = --fast", "-DexcludedGroups=process,slow");
    }
}
