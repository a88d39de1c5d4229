package dev.recount.cli.option;

import dev.recount.privacy.secret.SecretFile;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * The options of the commands that talk to a running server, which say who asks, what goes with each request, and whom
 * the caller trusts.
 */
public final class Caller {

    /** The header in which proxies usually name the caller. */
    private static final String USUAL = "X-Forwarded-User";

    @Option(
            names = "--as",
            paramLabel = "NAME",
            description = "Who asks, in the header " + USUAL
                    + "; where the server's recount.access.proxy.header is another, use --header.")
    private @Nullable String name;

    @Option(
            names = "--header",
            paramLabel = "NAME:VALUE",
            description =
                    "A header that goes with each request, such as 'Authorization: Bearer …'. Can be given several times.")
    private List<String> headers = new ArrayList<>();

    @Option(
            names = "--token-file",
            paramLabel = "FILE",
            description = "The file of the token or API key that goes with each request, for nobody else to read.")
    private @Nullable Path token;

    @Mixin
    private Authorities authorities = new Authorities();

    /**
     * Returns the beginnings of a client that trusts the servers that the caller does.
     *
     * @throws dev.recount.database.sql.DatabaseException if the certificates that tell that cannot be read
     */
    public HttpClient.Builder client() {
        return authorities.client();
    }

    /**
     * Returns the headers, names and values in turn.
     *
     * @throws CommandFailedException if one of them can be none
     */
    public List<String> headers() {
        var all = new ArrayList<String>();
        if (name != null) {
            add("--as", USUAL, name, all);
        }
        if (token != null) {
            String secret = new SecretFile(token, "--token-file", "ask the server in your name").readAsGroup();
            add("--token-file", "Authorization", "Bearer " + secret.strip(), all);
        }
        for (String header : headers) {
            int colon = header.indexOf(':');
            if (colon < 1) {
                throw new CommandFailedException(
                        "--header: must be a name and a value, such as 'X-Forwarded-User: anna', not " + header);
            }
            add(
                    "--header",
                    header.substring(0, colon),
                    header.substring(colon + 1).strip(),
                    all);
        }
        return all;
    }

    private static void add(String option, String name, String value, List<String> all) {
        try {
            var _ = HttpRequest.newBuilder().header(name, value);
        } catch (IllegalArgumentException impossible) {
            throw new CommandFailedException(option + ": cannot be a header");
        }
        all.add(name);
        all.add(value);
    }

    /** Adds the headers to a request. */
    public HttpRequest.Builder on(HttpRequest.Builder request) {
        List<String> all = headers();
        return all.isEmpty() ? request : request.headers(all.toArray(String[]::new));
    }
}
