package dev.recount.cli.option;

import dev.recount.tls.Credentials;
import dev.recount.tls.Pem;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Optional;
import javax.net.ssl.SSLContext;
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
     * @throws dev.recount.database.sql.DatabaseException if the certificates cannot be read
     */
    public HttpClient.Builder client() {
        HttpClient.Builder client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1);
        file.map(Authorities::context).ifPresent(client::sslContext);
        return client;
    }

    private static SSLContext context(Path file) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, Credentials.trust(Pem.certificates("--ca", file)).getTrustManagers(), null);
            return context;
        } catch (IOException | GeneralSecurityException unusable) {
            throw new CommandFailedException("--ca: " + file + " cannot be used (" + unusable + ")");
        }
    }
}
