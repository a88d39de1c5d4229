package dev.recount.cli;

import dev.recount.cli.option.ClassPath;
import dev.recount.cli.option.Version;
import dev.recount.journal.schema.EventSchema;
import dev.recount.model.domain.Domain;
import dev.recount.server.Domains;
import dev.recount.server.settings.Settings;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code recount schema}. */
@Command(
        name = "schema",
        description = {
            "Writes the shape of every event and command of the domains into a file, which is kept with their code.",
            "With --check, it fails if those of that file's shapes that are stored could not be read any more."
        },
        versionProvider = Version.class,
        mixinStandardHelpOptions = true)
final class Schema implements Callable<Integer> {

    @Parameters(
            paramLabel = "FILE",
            arity = "0..1",
            defaultValue = "event-schema.json",
            description = "The file. Default: ${DEFAULT-VALUE}")
    private Path file = Path.of("");

    @Option(
            names = "--check",
            description =
                    "Writes nothing, and fails if an event or a command was changed without an upcaster, or the file"
                            + " is not of today.")
    private boolean check;

    @Option(
            names = "--force",
            description =
                    "Writes even if what has the file's shapes could not be read, as where none was ever stored for good.")
    private boolean force;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "A file with settings that name the domains. Without it, all that are found.")
    private @Nullable Path config;

    @Mixin
    private ClassPath classPath = new ClassPath();

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        Settings settings = Settings.read(Optional.ofNullable(config), System.getenv());
        List<Domain> domains = Domains.configure(classPath.domains(settings.domains()), settings.domainSettings());
        EventSchema schema = EventSchema.of(domains);
        if (check) {
            schema.check(file);
        } else {
            schema.write(file, force);
        }
        spec.commandLine()
                .getOut()
                .println((check ? "all events and commands of " + file + " can be read" : "wrote " + file) + " ("
                        + String.join(", ", domains.stream().map(Domain::name).toList()) + ")");
        return 0;
    }
}
