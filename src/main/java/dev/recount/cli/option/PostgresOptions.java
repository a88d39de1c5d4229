package dev.recount.cli.option;

import dev.recount.journal.spread.JournalSettings;
import dev.recount.server.settings.Settings;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The option of the commands for a journal in PostgreSQL. */
public final class PostgresOptions {

    @Option(
            names = "--config",
            paramLabel = "FILE",
            required = true,
            description = "A file with the settings recount.journal.postgres, such as conf/postgres.conf.")
    private Path config = Path.of("");

    /** Reads the settings of the journal that the file says. */
    public JournalSettings journal() {
        return settings().journal();
    }

    /** Reads the settings that the file says. */
    public Settings settings() {
        return Settings.read(Optional.of(config), System.getenv());
    }
}
