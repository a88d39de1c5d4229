package dev.recount.cli.project;

import dev.recount.cli.option.CommandFailedException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.lang.model.SourceVersion;

/** The files of a project that has a domain to begin with. */
final class NewProject {

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,39}");

    private final String name;
    private final String javaPackage;

    /**
     * Begins a project.
     *
     * @throws CommandFailedException if the name cannot be that of a domain and of a Java package
     */
    NewProject(String name) {
        this.name = name;
        this.javaPackage = name.replace("-", "");
        if (!NAME.matcher(name).matches() || !SourceVersion.isName(javaPackage)) {
            throw new CommandFailedException(
                    "a project's name has a lower-case letter, then at most 39 lower-case letters,"
                            + " digits and '-', and is no word of Java's: not " + name);
        }
    }

    /**
     * Writes all files.
     *
     * @throws CommandFailedException if there is something in the folder already
     */
    void writeTo(Path folder) throws IOException {
        requireEmpty(folder);
        for (Map.Entry<String, String> file : files().entrySet()) {
            Path path = folder.resolve(file.getKey());
            Files.createDirectories(Objects.requireNonNull(path.getParent()));
            Files.writeString(path, file.getValue());
        }
    }

    private static void requireEmpty(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        if (!Files.isDirectory(folder)) {
            throw new CommandFailedException(folder + " is there already, and is no folder");
        }
        try (Stream<Path> content = Files.list(folder)) {
            if (content.findAny().isPresent()) {
                throw new CommandFailedException(folder + " is not empty; choose another name");
            }
        }
    }

    private Map<String, String> files() throws IOException {
        String main = "src/main/java/" + javaPackage + "/";
        var files = new LinkedHashMap<String, String>();
        files.put("README.md", template("README.md"));
        files.put("pom.xml", template("pom.xml"));
        files.put(main + "GiftCard.java", template("GiftCard.java"));
        files.put(main + "GiftCards.java", template("GiftCards.java"));
        files.put("src/test/java/" + javaPackage + "/GiftCardTest.java", template("GiftCardTest.java"));
        files.put("src/main/resources/META-INF/services/dev.recount.model.domain.Domain", javaPackage + ".GiftCards\n");
        return files;
    }

    private String template(String file) throws IOException {
        try (InputStream text = NewProject.class.getResourceAsStream(file + ".txt")) {
            return new String(Objects.requireNonNull(text, file).readAllBytes(), StandardCharsets.UTF_8)
                    .replaceAll("\\bPACKAGE\\b", javaPackage)
                    .replaceAll("\\bNAME\\b", name)
                    .replaceAll("\\bVERSION\\b", Matcher.quoteReplacement(version()));
        }
    }

    private static String version() {
        return Optional.ofNullable(NewProject.class.getPackage().getImplementationVersion())
                .orElse("0.1.0");
    }
}
