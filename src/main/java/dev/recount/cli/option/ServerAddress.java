package dev.recount.cli.option;

import java.net.URI;
import java.util.List;
import picocli.CommandLine.Option;

/** The option of the commands that talk to a running server. */
public final class ServerAddress {

    @Option(
            names = "--url",
            paramLabel = "URL",
            defaultValue = "http://127.0.0.1:8080",
            description = "The server's address. Default: ${DEFAULT-VALUE}")
    private URI url = URI.create("");

    /**
     * Returns the server's address.
     *
     * @throws CommandFailedException if it is none
     */
    public URI url() {
        if (url.getHost() == null || !List.of("http", "https").contains(url.getScheme())) {
            throw new CommandFailedException("--url: must be an address such as http://127.0.0.1:8080, not " + url);
        }
        return url;
    }
}
