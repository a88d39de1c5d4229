package dev.recount.journal.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.recount.journal.codec.Codecs;
import dev.recount.model.DomainException;
import dev.recount.model.domain.Domain;
import dev.recount.model.type.StreamType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RulesFingerprintTest {

    private static final Map<String, String> FILES =
            Map.of("rules/Rates.class", "rates", "rules/tariff.csv", "1,2", "Main.class", "");

    @TempDir
    private Path folder;

    private record Rules(Optional<String> revision) implements Domain {

        @Override
        public String name() {
            return "rules";
        }

        @Override
        public List<StreamType<?, ?, ?>> streamTypes() {
            return List.of();
        }
    }

    @Test
    void isTheRevisionThatADomainGives() {
        assertThat(RulesFingerprint.of(new Rules(Optional.of("build 1.4.2")))).hasValue("build 1.4.2");
    }

    @Test
    void followsElseFromTheClassesThatItComesFrom() {
        Optional<String> own = RulesFingerprint.of(new Rules(Optional.empty()));

        assertThat(own).get().asString().matches("[A-Za-z0-9_-]{12}");
        assertThat(own).isEqualTo(RulesFingerprint.of(new Rules(Optional.empty())));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "1 ", "ž", "a\nb", "12345678901234567890123456789012345678901"})
    void isNoRevisionThatCouldNotBeKept(String revision) {
        assertThatExceptionOfType(DomainException.class)
                .isThrownBy(() -> Codecs.of(List.of(new Rules(Optional.of(revision)))))
                .withMessageContaining("the revision of the domain rules is not 1 to 40 printable characters");
    }

    @Test
    void isTheSameForTheSameFilesHoweverTheyArePacked() throws IOException {
        String inFolder = new ClassPathEntry(folder(FILES)).fingerprint();

        assertThat(new ClassPathEntry(jar("a.jar", FILES)).fingerprint()).isEqualTo(inFolder);
        assertThat(new ClassPathEntry(jar("b.jar", with("META-INF/MANIFEST.MF", "built today"))).fingerprint())
                .isEqualTo(inFolder);
    }

    @Test
    void isAnotherForOtherFiles() throws IOException {
        assertThat(List.of(
                        new ClassPathEntry(jar("a.jar", FILES)).fingerprint(),
                        new ClassPathEntry(jar("b.jar", with("rules/tariff.csv", "1,3"))).fingerprint(),
                        new ClassPathEntry(jar("c.jar", with("rules/More.class", ""))).fingerprint(),
                        new ClassPathEntry(jar("d.jar", with("META-INF/versions/25/Main.class", "new"))).fingerprint()))
                .doesNotHaveDuplicates();
    }

    @Test
    void tellsOfAJarThatCannotBeRead() throws IOException {
        Path noJar = Files.writeString(folder.resolve("no.jar"), "no jar");

        assertThatExceptionOfType(UncheckedIOException.class)
                .isThrownBy(() -> new ClassPathEntry(noJar).fingerprint())
                .withMessageContaining("no.jar cannot be read");
    }

    private static Map<String, String> with(String name, String content) {
        Map<String, String> more = new TreeMap<>(FILES);
        more.put(name, content);
        return more;
    }

    private Path folder(Map<String, String> files) throws IOException {
        Path root = folder.resolve("classes");
        for (var file : files.entrySet()) {
            Path path = root.resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.writeString(path, file.getValue());
        }
        return root;
    }

    private Path jar(String name, Map<String, String> files) throws IOException {
        Path path = folder.resolve(name);
        try (var jar = new ZipOutputStream(Files.newOutputStream(path))) {
            for (var file : files.entrySet()) {
                jar.putNextEntry(new ZipEntry(file.getKey()));
                jar.write(file.getValue().getBytes(StandardCharsets.UTF_8));
            }
        }
        return path;
    }
}
