package dev.recount.cli.privacy;

import dev.recount.cli.option.CommandFailedException;
import dev.recount.cli.option.JournalOptions;
import dev.recount.cli.option.Version;
import dev.recount.privacy.MasterKey;
import dev.recount.privacy.SubjectKeys;
import dev.recount.privacy.settings.KeyPlaces;
import dev.recount.privacy.store.KeyDatabase;
import dev.recount.server.settings.Settings;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code recount rotate-master-key}. */
@Command(
        name = "rotate-master-key",
        description = {
            "Gives the keys of personal data another master key: adds one to the file of the master key, and wraps all keys anew by it. Where"
                    + " a key management service keeps the master key, wraps all keys anew that are not wrapped by it.",
            "Servers on PostgreSQL may go on meanwhile; each needs a copy of the file before. Broken off, it goes on where it was with"
                    + " --wrap-only."
        },
        versionProvider = Version.class,
        mixinStandardHelpOptions = true)
public final class RotateMasterKey implements Callable<Integer> {

    @Option(names = "--wrap-only", description = "Add none: wrap anew by the master key that is there.")
    private boolean isWrapOnly;

    @Mixin
    private JournalOptions options = new JournalOptions();

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        Settings settings = options.settings();
        KeyPlaces places = settings.privacy().places();
        PrintWriter out = spec.commandLine().getOut();
        if (!KeyDatabase.isIn(places.database(), places.setting())) {
            throw new CommandFailedException("there are no keys in " + places.database());
        }
        if (places.kms().isEmpty() && !isWrapOnly) {
            Path file = places.masterKeyFile();
            var _ = MasterKey.rotate(file);
            out.println("a master key was added to " + file + ": back the file up anew");
            out.flush();
        }
        try (SubjectKeys keys = SubjectKeys.open(settings.privacy(), Clock.systemUTC())) {
            out.printf("%,d keys were wrapped anew%n", keys.rewrap());
        }
        out.flush();
        return 0;
    }
}
