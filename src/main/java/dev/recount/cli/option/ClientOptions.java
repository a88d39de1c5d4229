package dev.recount.cli.option;

import dev.recount.model.domain.Domain;
import java.net.URI;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options of the commands that send a domain's commands to a running server. */
public final class ClientOptions {

    @Mixin
    private ServerAddress server = new ServerAddress();

    @Mixin
    private Caller caller = new Caller();

    @Option(
            names = "--domain",
            paramLabel = "NAME",
            description = "The domain whose commands they are. Needed where several domains have some.")
    private @Nullable String domain;

    @Mixin
    private ClassPath classPath = new ClassPath();

    /**
     * Returns the server's address.
     *
     * @throws CommandFailedException if it is none
     */
    public URI url() {
        return server.url();
    }

    public Caller caller() {
        return caller;
    }

    /**
     * Returns the domain that is meant.
     *
     * @param ability what those that come into question can do, as a verb
     * @throws CommandFailedException if there is none, or more than one
     */
    public Domain domain(String ability, Predicate<Domain> able) {
        List<Domain> candidates = classPath.domains(List.of()).stream()
                .filter(able)
                .filter(candidate -> domain == null || candidate.name().equals(domain))
                .toList();
        if (candidates.size() != 1) {
            throw new CommandFailedException(
                    candidates.isEmpty()
                            ? "there is no domain" + (domain == null ? "" : " " + domain) + " that can " + ability
                            : "several domains can " + ability + ": choose one with --domain");
        }
        return candidates.getFirst();
    }
}
