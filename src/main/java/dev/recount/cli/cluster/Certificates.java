package dev.recount.cli.cluster;

import dev.recount.cli.option.CommandFailedException;
import dev.recount.cli.option.Version;
import dev.recount.cluster.ClusterSettings.SeedNode;
import dev.recount.cluster.tls.Authority;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code recount certificates}. */
@Command(
        name = "certificates",
        description = {
            "Makes the certificates by which the nodes of a cluster know each other, and the authority that they are of, where there is"
                    + " none yet. Each node gets a folder of its name in that of the authority, with tls.key, tls.crt and ca.crt.",
            "Run again, it renews the certificates. Nodes read them by themselves within recount.cluster.tls.reload-interval.",
            "Keep ca.key where no node is: whoever has it can make nodes of the cluster."
        },
        versionProvider = Version.class,
        mixinStandardHelpOptions = true)
public final class Certificates implements Callable<Integer> {

    private static final int MOST_DAYS = 3650;

    @Option(
            names = Authority.OPTION,
            paramLabel = "DIR",
            required = true,
            description = "The folder of the authority. Made where it does not exist.")
    private Path authority = Path.of("");

    @Option(
            names = "--node",
            paramLabel = "HOST[,HOST…]",
            required = true,
            arity = "1..*",
            description =
                    "The nodes, each by its recount.cluster.host. Hosts with commas between them have one certificate, in a folder of the"
                            + " first one's name.")
    private List<String> nodes = List.of();

    @Option(
            names = "--days",
            paramLabel = "DAYS",
            defaultValue = "365",
            description =
                    "For how many days the certificates of nodes are valid, 1 to 3650 (default: ${DEFAULT-VALUE}).")
    private int days;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        if (days < 1 || days > MOST_DAYS) {
            throw new CommandFailedException("--days: must be from 1 to " + MOST_DAYS + ", not " + days);
        }
        List<List<String>> all =
                nodes.stream().map(node -> List.of(node.split(",", -1))).toList();
        all.stream().flatMap(List::stream).forEach(Certificates::requireHost);
        PrintWriter out = spec.commandLine().getOut();
        Authority open = Authority.open(authority, Clock.systemUTC());
        for (List<String> hosts : all) {
            Instant end = open.issue(hosts, Duration.ofDays(days));
            out.println(open.files(hosts.getFirst()).certificate() + " is valid until "
                    + end.truncatedTo(ChronoUnit.SECONDS));
        }
        out.println("The authority is valid until " + open.validUntil() + ". Keep " + authority.resolve("ca.key")
                + " where no node is.");
        out.flush();
        return 0;
    }

    private static void requireHost(String host) {
        new SeedNode(host, 1).problem().ifPresent(problem -> {
            throw new CommandFailedException("--node: " + problem);
        });
        if (host.startsWith(".")) {
            throw new CommandFailedException("--node: must be a host name or an address, not " + host);
        }
    }
}
