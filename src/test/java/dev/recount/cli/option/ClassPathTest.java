package dev.recount.cli.option;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.recount.example.bank.Bank;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** A class path on which there is a domain, or none. */
class ClassPathTest {

    @TempDir
    Path folder;

    private ClassPath given(String... more) {
        var arguments = new ArrayList<>(List.of("--class-path", folder.toString()));
        arguments.addAll(List.of(more));
        return CommandLine.populateCommand(new ClassPath(), arguments.toArray(String[]::new));
    }

    @Test
    void isRefusedWithoutADomain() throws IOException {
        assertIsRefused();

        Path services = Files.createDirectories(folder.resolve("META-INF/services"));
        Files.writeString(services.resolve("dev.recount.model.domain.Domain"), "# none yet\n\n");
        assertIsRefused();
    }

    private void assertIsRefused() {
        for (ClassPath classPath : List.of(given(), given("--examples"))) {
            assertThatThrownBy(() -> classPath.domains(List.of()))
                    .isInstanceOf(CommandFailedException.class)
                    .hasMessage("--class-path: there is no domain in " + folder + ": it has to be listed in"
                            + " META-INF/services/dev.recount.model.domain.Domain, or to be named in recount.domains");
        }
    }

    @Test
    void holdsADomainThatIsListedOrNamed() throws IOException {
        assertThat(given().domains(List.of(Bank.class.getName()))).hasExactlyElementsOfTypes(Bank.class);

        Path services = Files.createDirectories(folder.resolve("META-INF/services"));
        Files.writeString(services.resolve("dev.recount.model.domain.Domain"), Bank.class.getName());
        assertThat(given().domains(List.of())).hasAtLeastOneElementOfType(Bank.class);
    }
}
