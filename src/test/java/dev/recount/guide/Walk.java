package dev.recount.guide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recount.cli.Recount;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import picocli.CommandLine;

/**
 * A reader who goes through a page from its first line to its last, carries out each block of commands, and holds what
 * the page shows against what comes of it. Blocks whose languages are no matter of a terminal are
 * {@link SnippetsTest}'s.
 */
final class Walk {

    /** The status that a page expects of a command, in a comment behind it. */
    private static final Pattern EXPECTED = Pattern.compile("# (\\d{3})\\b");

    private static final Pattern COMMENT = Pattern.compile(" # .*");

    private final Page page;
    private final Shell shell;
    private final Map<String, BiConsumer<String, Shell.Run>> others = new HashMap<>();
    private final List<Shell.Answer> answers = new ArrayList<>();
    private UnaryOperator<String> changes = commands -> commands;
    private boolean isExact;
    private Shell.Run last = new Shell.Run("", List.of());

    private Walk(Page page, Shell shell) {
        this.page = page;
        this.shell = shell;
    }

    static Walk through(String page, Shell shell) {
        return new Walk(Page.of(page), shell);
    }

    /** Expects the very values that the page shows. */
    Walk exactly() {
        isExact = true;
        return this;
    }

    /** Changes each block of commands before it is carried out. */
    Walk changing(UnaryOperator<String> change) {
        changes = change;
        return this;
    }

    /** Says what becomes of the blocks of another language: their text, and what the commands before them did. */
    Walk on(String language, BiConsumer<String, Shell.Run> check) {
        others.put(language, check);
        return this;
    }

    /** Lets a page show this, beside what servers answer to its commands. */
    Walk showing(String document) {
        answers.add(new Shell.Answer(200, document));
        return this;
    }

    /** Goes. */
    void go() {
        for (Block block : page.blocks()) {
            try {
                step(block);
            } catch (AssertionError wrong) {
                throw new AssertionError(block + ": " + wrong.getMessage(), wrong);
            }
        }
    }

    private void step(Block block) {
        switch (block.language()) {
            case "sh" -> run(changes.apply(block.text()));
            case "json" -> compare(block);
            default -> others.getOrDefault(block.language(), (_, _) -> {}).accept(block.text(), last);
        }
    }

    private void run(String block) {
        List<String> commands = new ArrayList<>();
        for (String command : commands(block)) {
            if (NotRun.of(command).isEmpty()) {
                commands.add(command);
            } else if (command.startsWith("./recount bench") || command.startsWith("./recount traffic")) {
                parse(command);
            }
        }
        String text = String.join("\n", commands);
        last = shell.run(text);
        last.answers().stream()
                .filter(answer -> answer.body().startsWith("{")) // streams are looked at by the page that shows them
                .forEach(answers::add);
        List<String> expected =
                EXPECTED.matcher(text).results().map(found -> found.group(1)).toList();
        List<Shell.Answer> refused = last.answers().stream()
                .filter(answer -> answer.status() / 100 != 2)
                .toList();
        assertThat(refused.stream().map(answer -> Integer.toString(answer.status())))
                .as("what was refused: " + refused)
                .isEqualTo(expected);
    }

    /** The commands of a block; one goes on where a line ends with a backslash, or within quotes or a pipe. */
    private static List<String> commands(String block) {
        List<String> commands = new ArrayList<>();
        StringBuilder command = new StringBuilder();
        for (String line : block.lines().toList()) {
            command.append(line);
            boolean goesOn = line.endsWith("\\")
                    || line.endsWith("|")
                    || COMMENT.matcher(command)
                                            .replaceAll("")
                                            .chars()
                                            .filter(sign -> sign == '\'')
                                            .count()
                                    % 2
                            == 1;
            if (goesOn) {
                command.append('\n');
            } else {
                commands.add(command.toString());
                command.setLength(0);
            }
        }
        assertThat(command).isEmpty();
        return commands;
    }

    private static void parse(String command) {
        String[] words = COMMENT.matcher(command).replaceAll("").strip().split("\\s+");
        new CommandLine(new Recount())
                .parseArgs(List.of(words).subList(1, words.length).toArray(String[]::new));
    }

    /** One of the answers so far, or of the lines of the last output, is as the block shows it. */
    private void compare(Block block) {
        if (answers.isEmpty()) {
            return;
        }
        for (var document : Example.documents(block.text())) {
            Example example = new Example(document, isExact);
            List<String> differences = new ArrayList<>();
            for (Shell.Answer answer : answers.reversed()) {
                for (var told : Example.documents(answer.body())) {
                    example.difference(told).ifPresentOrElse(differences::add, () -> differences.add(""));
                }
            }
            assertThat(differences)
                    .as("an answer as the page shows it: " + document)
                    .contains("");
        }
    }

    /** Expects each line of a block among those that were printed; {@code …} stands for whatever is left out. */
    static void isPrinted(String block, Shell.Run run) {
        for (String line : block.lines().toList()) {
            String pattern = Pattern.compile("[^…]+").matcher(line.strip()).replaceAll(Walk::quoted);
            Pattern expected = Pattern.compile(pattern.replace("…", ".*"));
            assertThat(run.output().lines())
                    .as(line)
                    .anyMatch(printed -> expected.matcher(printed).find());
        }
    }

    private static String quoted(MatchResult text) {
        return java.util.regex.Matcher.quoteReplacement(Pattern.quote(text.group()));
    }
}
