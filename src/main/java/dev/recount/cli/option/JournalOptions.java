package dev.recount.cli.option;

import dev.recount.database.place.DatabasePlace;
import dev.recount.model.domain.Domain;
import dev.recount.server.settings.Settings;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options of the commands that open a journal. */
public final class JournalOptions {

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description =
                    "The folder that holds the journal; a server makes it where it does not exist. Over recount.data.")
    private @Nullable Path data;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "A file with settings over the defaults, which conf/recount.conf lists and explains.")
    private @Nullable Path config;

    @Mixin
    private ClassPath classPath = new ClassPath();

    private @Nullable List<Domain> found;

    /** Tells whether they say where a journal is. */
    public boolean nameJournal() {
        return data != null || config != null;
    }

    /** Reads the settings that these options and their file say. */
    public Settings settings() {
        Settings settings = Settings.read(Optional.ofNullable(config), System.getenv());
        if (data == null) {
            return settings;
        } else if (settings.journal().place() instanceof DatabasePlace.Postgres postgres) {
            throw new CommandFailedException("--data: the journal is in " + postgres + ", as " + config + " says");
        }
        return settings.withData(data);
    }

    /** Returns where domains are looked for. */
    ClassPath classPath() {
        return classPath;
    }

    /** Takes the examples, whether the option is given or not. */
    void withExamples() {
        classPath.withExamples();
    }

    /** Finds the domains that these options and settings name. */
    public List<Domain> domains(Settings settings) {
        if (found == null) {
            found = classPath.domains(settings.domains());
        }
        return found;
    }
}
