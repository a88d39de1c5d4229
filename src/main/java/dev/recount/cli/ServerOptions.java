package dev.recount.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import dev.recount.model.Domain;
import dev.recount.server.Domains;
import dev.recount.server.RecountServer;
import dev.recount.server.Settings;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
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

    @Option(
            names = "--domain",
            paramLabel = "JAR_OR_DIR",
            description =
                    "A jar or a folder of classes with domains to serve beside those on the class path. Can be given"
                            + " several times.")
    List<Path> domainPath = new ArrayList<>();

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
            found = Domains.find(settings.domains(), loader());
        }
        return found;
    }

    private ClassLoader loader() {
        URL[] urls = domainPath.stream().map(ServerOptions::url).toArray(URL[]::new);
        return urls.length == 0
                ? ServerOptions.class.getClassLoader()
                : new URLClassLoader(urls, ServerOptions.class.getClassLoader());
    }

    private static URL url(Path jarOrFolder) {
        if (!Files.exists(jarOrFolder)) {
            throw new CommandFailedException("--domain: there is no " + jarOrFolder);
        }
        try {
            return jarOrFolder.toUri().toURL();
        } catch (MalformedURLException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
