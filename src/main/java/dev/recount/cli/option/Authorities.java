package dev.recount.cli.option;

import dev.recount.tls.Credentials;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The option of the commands that talk HTTPS to servers: whose certificates they trust. */
public final class Authorities {

    @Option(
            names = "--ca",
            paramLabel = "FILE",
            description = "The certificates, in PEM, of those who may vouch for servers over https. Default: those that"
                    + " Java knows")
    private Optional<Path> file = Optional.empty();

    /**
     * Returns the beginnings of a client that talks to such servers.
     *
     * @throws dev.recount.database.sql.DatabaseException if the certificates cannot be used
     */
    public HttpClient.Builder client() {
        HttpClient.Builder client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1);
        file.map(path -> Credentials.client("--ca", path)).ifPresent(client::sslContext);
        return client;
    }
}
