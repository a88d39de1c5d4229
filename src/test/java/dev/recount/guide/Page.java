package dev.recount.guide;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A page of the documentation.
 *
 * @param file where it is
 * @param lines what it says
 */
record Page(Path file, List<String> lines) {

    private static final String FENCE = "```";

    /** The page of a file, named as from the folder of the repository. */
    static Page of(String file) {
        return of(Path.of(file));
    }

    private static Page of(Path file) {
        try {
            return new Page(file, Files.readAllLines(file));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** All pages that tell how Recount is used. */
    static List<Page> all() {
        try (Stream<Path> docs = Files.list(Path.of("docs"))) {
            return Stream.concat(
                            Stream.of("README.md", "CONTRIBUTING.md", "SECURITY.md")
                                    .map(Path::of),
                            docs.filter(file -> file.toString().endsWith(".md")).sorted())
                    .map(Page::of)
                    .toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Its fenced blocks, in their order. */
    List<Block> blocks() {
        List<Block> blocks = new ArrayList<>();
        int fence = -1;
        for (int line = 0; line < lines.size(); line++) {
            if (!lines.get(line).startsWith(FENCE)) {
                continue;
            }
            if (fence < 0) {
                fence = line;
            } else {
                String text = String.join("\n", lines.subList(fence + 1, line)) + "\n";
                blocks.add(new Block(
                        file,
                        fence + 1,
                        lines.get(fence).substring(FENCE.length()).strip(),
                        text));
                fence = -1;
            }
        }
        return blocks;
    }

    /** The blocks of a language. */
    Stream<Block> blocks(String language) {
        return blocks().stream().filter(block -> block.language().equals(language));
    }

    /** The last line before a block that says something, such as which file the block is. */
    String lineBefore(Block block) {
        return lines.subList(0, block.line() - 1).reversed().stream()
                .filter(line -> !line.isBlank())
                .findFirst()
                .orElse("");
    }

    @Override
    public String toString() {
        return file.toString();
    }
}
