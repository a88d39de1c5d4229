package dev.recount;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The plain English of the comments: types are named by nouns, and lines are short enough to be read beside code. */
class JavadocStyleTest {

    private static final Path MAIN = Path.of("src/main/java");

    private static final int MOST_COLUMNS = 120;

    /** The Javadoc of a type or a package, with the annotations between the two. */
    private static final Pattern JAVADOC_OF_TYPE = Pattern.compile(
            "/\\*\\*((?:(?!\\*/).)*+)\\*/\\s*"
                    + "(?:@(?!interface\\b)[\\w.]+(?:\\((?:\"(?:\\\\.|[^\"\\\\])*\"|[^()\"])*\\))?\\s*)*"
                    + "(?:(?:public|protected|private|static|final|abstract|sealed|non-sealed|strictfp)\\s+)*"
                    + "(?:(?:class|record|interface|enum|@interface)\\s+\\w|package\\s+[\\w.]+;)",
            Pattern.DOTALL);

    private static final Pattern WITHOUT_NOUN = Pattern.compile(
            "(?:What|Those|Who|Whoever|Whatever|How|Which|Where|Why|Whether|Nobody|Somebody|Everybody)\\b.*");

    private static final Pattern COMMENT = Pattern.compile("\\s*(?:/\\*|\\*|//).*");

    @Test
    void typesAreNamedByNouns() throws IOException {
        assertThat(violations(JavadocStyleTest::withoutNoun))
                .as("types whose Javadoc begins with a clause and not with a noun")
                .isEmpty();
    }

    @Test
    void commentsAreWrapped() throws IOException {
        assertThat(violations(JavadocStyleTest::overlong))
                .as("lines of comments with more than " + MOST_COLUMNS + " columns")
                .isEmpty();
    }

    private static List<String> violations(SourceCheck check) throws IOException {
        try (Stream<Path> sources = Files.walk(MAIN)) {
            return sources.filter(file -> file.toString().endsWith(".java"))
                    .sorted()
                    .flatMap(file -> check.violations(read(file)).map(problem -> file + ":" + problem))
                    .toList();
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** A check of one source, which tells the line and the text of each violation. */
    @FunctionalInterface
    private interface SourceCheck {
        Stream<String> violations(String source);
    }

    private static Stream<String> withoutNoun(String source) {
        var found = new ArrayList<String>();
        JAVADOC_OF_TYPE.matcher(source).results().forEach(javadoc -> {
            String text = text(javadoc);
            if (WITHOUT_NOUN.matcher(text).matches()) {
                found.add(lineOf(source, javadoc.start()) + ": " + text);
            }
        });
        return found.stream();
    }

    /** Returns the text of a Javadoc comment in one line, without the asterisks at the margin. */
    private static String text(MatchResult javadoc) {
        return javadoc.group(1)
                .replaceAll("\\s*\\R\\s*\\*?", " ")
                .replaceAll("\\s+", " ")
                .strip();
    }

    private static long lineOf(String source, int offset) {
        return source.substring(0, offset).chars().filter(each -> each == '\n').count() + 1;
    }

    private static Stream<String> overlong(String source) {
        List<String> lines = source.lines().toList();
        return IntStream.range(0, lines.size())
                .filter(index -> lines.get(index).length() > MOST_COLUMNS
                        && COMMENT.matcher(lines.get(index)).matches())
                .mapToObj(index -> index + 1 + ": " + lines.get(index));
    }

    /** The check itself, on sources that are made up. */
    @Nested
    class TheCheck {

        @Test
        void findsClausesBeforeTypesOfAllKinds() {
            for (String type : List.of(
                    "public final class X {}",
                    "record X() {}",
                    "    sealed interface X permits Y {}",
                    "@SuppressWarnings(\")\")\n@FunctionalInterface\ninterface X {}",
                    "    @interface X {}",
                    "enum X { A }",
                    "@NullMarked\npackage x;")) {
                assertThat(withoutNoun("import y.Z;\n\n/**\n * What is\n * done.\n */\n" + type))
                        .as(type)
                        .containsExactly("3: What is done.");
            }
        }

        @Test
        void leavesNounsAndMembersAlone() {
            assertThat(withoutNoun("/** The thing that is done. Whoever does it ends. */\nclass X {\n"
                            + "    /** Whether it is so. */\n    boolean isSo;\n\n    class Inner {}\n}"))
                    .isEmpty();
        }

        @Test
        void findsLongCommentsAndNoLongCode() {
            String longText = "x".repeat(MOST_COLUMNS);
            assertThat(overlong("class X {\n    // " + longText + "\n    String text = \"" + longText + "\";\n}"))
                    .containsExactly("2:     // " + longText);
        }
    }
}
