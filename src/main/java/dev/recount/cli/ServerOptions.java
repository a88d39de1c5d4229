package dev.recount.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import dev.recount.model.Domain;
import dev.recount.server.Domains;
import dev.recount.server.RecountServer;
import dev.recount.server.Settings;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options of the commands that start a server. */
final class ServerOptions {

    @Option(
            names = "--port",
            paramLabel = "PORT",
            description = "The port to listen on; 0 takes any free one. Over recount.http.port, which is 8080.")
    @Nullable
    Integer port;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "The folder that holds the journal; made where it does not exist. Over recount.data.")
    @Nullable
    Path data;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "A file with settings over the defaults, which conf/recount.conf lists and explains.")
    @Nullable
    Path config;

    @Mixin
    private ClassPath classPath = new ClassPath();

    private @Nullable List<Domain> found;

    /** Reads the settings that these options and their file say. */
    Settings settings() {
        Settings settings = Settings.read(Optional.ofNullable(config));
        if (port != null) {
            if (port < 0 || port > 65_535) {
                throw new CommandFailedException("--port: must be from 0 to 65535, not " + port);
            }
            settings = settings.withPort(port);
        }
        return data == null ? settings : settings.withData(data);
    }

    /** Starts a server, and stops it when the process is told to end. */
    RecountServer start(Settings settings) {
        if (LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME) instanceof Logger root) {
            root.setLevel(Level.valueOf(settings.logLevel()));
        }
        RecountServer server = RecountServer.start(settings, domains(settings), Clock.systemUTC());
        Runtime.getRuntime().addShutdownHook(new Thread(server::close, "shutdown"));
        return server;
    }

    /** Finds the domains that these options and settings name. */
    List<Domain> domains(Settings settings) {
        if (found == null) {
            found = Domains.find(settings.domains(), classPath.loader());
        }
        return found;
    }
}
