package dev.recount.cli.option;

import dev.recount.model.domain.Domain;
import dev.recount.server.EnduringServer;
import dev.recount.server.settings.Settings;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options of the commands that start a server. */
public final class ServerOptions {

    @Option(
            names = "--port",
            paramLabel = "PORT",
            description = "The port to listen on; 0 takes any free one. Over recount.http.port, which is 8080.")
    @Nullable
    Integer port;

    @Mixin
    private JournalOptions journal = new JournalOptions();

    /** Reads the settings that these options and their file say. */
    public Settings settings() {
        Settings settings = journal.settings();
        if (port != null) {
            if (port < 0 || port > 65_535) {
                throw new CommandFailedException("--port: must be from 0 to 65535, not " + port);
            }
            return settings.withPort(port);
        }
        return settings;
    }

    /** Starts a server, and stops it when the process is told to end. */
    public EnduringServer start(Settings settings) {
        LogOutput.set(settings.log());
        EnduringServer server = EnduringServer.start(settings, domains(settings), Clock.systemUTC());
        Runtime.getRuntime().addShutdownHook(new Thread(server::close, "shutdown"));
        return server;
    }

    /** Returns where domains are looked for. */
    public ClassPath classPath() {
        return journal.classPath();
    }

    /** Takes the examples, whether the option is given or not. */
    public void withExamples() {
        journal.withExamples();
    }

    /** Finds the domains that these options and settings name. */
    public List<Domain> domains(Settings settings) {
        return journal.domains(settings);
    }
}
