package dev.recount.cli;

import dev.recount.cli.option.Caller;
import dev.recount.cli.option.Version;
import dev.recount.torture.Trial;
import dev.recount.torture.Verdict;
import dev.recount.torture.evidence.EvidenceFiles;
import dev.recount.torture.evidence.EvidenceWriter;
import dev.recount.torture.evidence.Run;
import dev.recount.torture.fault.ClusterScript;
import dev.recount.torture.fault.FaultKind;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code recount torture}. */
@Command(
        name = "torture",
        description = {
            "Uses a cluster of the examples as many clients do, has faults happen to it meanwhile, reads everything back and decides"
                    + " whether all promises were kept.",
            "What was asked and answered is kept in a folder, so that it can be judged again. The exit code is 1 if anything is"
                    + " not as it should be."
        },
        versionProvider = Version.class,
        mixinStandardHelpOptions = true)
final class Torture implements Callable<Integer> {

    private static final int HOT = 3;

    @Option(
            names = "--nodes",
            paramLabel = "URL",
            split = ",",
            description = "The addresses of all nodes, node 1 first.")
    private List<URI> nodes = List.of();

    @Option(
            names = "--evidence",
            paramLabel = "FOLDER",
            description = "Where to keep what was asked and answered; made where it does not exist.")
    private @Nullable Path evidence;

    @Option(
            names = "--check",
            paramLabel = "FOLDER",
            description = "Judge the evidence of an earlier run again, and do nothing else.")
    private @Nullable Path check;

    @Option(
            names = "--seconds",
            paramLabel = "N",
            defaultValue = "60",
            description = "How long to use the cluster. Default: ${DEFAULT-VALUE}")
    private int seconds;

    @Option(
            names = "--clients",
            paramLabel = "N",
            defaultValue = "16",
            description = "How many clients do so at once. Default: ${DEFAULT-VALUE}")
    private int clients;

    @Option(
            names = "--streams",
            paramLabel = "N",
            defaultValue = "50",
            description = "How many accounts there are besides the " + HOT
                    + " that everybody uses all the time. Default: ${DEFAULT-VALUE}")
    private int streams;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "The same number makes the same choices of what is done. Without it, any number.")
    private @Nullable Long seed;

    @Option(
            names = "--remembered",
            paramLabel = "N",
            defaultValue = "256",
            description =
                    "The cluster's recount.streams.remembered-commands: a command that comes again after more than so many"
                            + " others in its stream may be carried out again. Default: ${DEFAULT-VALUE}")
    private int remembered;

    @Option(
            names = "--cluster",
            paramLabel = "SCRIPT",
            description = "What carries out faults, such as cluster-local/cluster. Without it, there are none.")
    private @Nullable Path cluster;

    @Option(
            names = "--kinds",
            paramLabel = "KIND",
            split = ",",
            description =
                    "Which faults there are to be, of kill, pause, partition, clock-ahead, clock-back, postgres-kill,"
                            + " postgres-pause, postgres-restart, postgres-disconnect and restart. Without it, all.")
    private List<String> kinds = List.of();

    @Option(
            names = "--verify-config",
            paramLabel = "FILE",
            description = "The settings of a node: verify the database in the end as recount verify does.")
    private @Nullable Path verifyConfig;

    @Mixin
    private Caller caller = new Caller();

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        if (check != null) {
            return judge(check, out);
        }
        if (nodes.isEmpty() || evidence == null) {
            throw wrong("--nodes and --evidence are needed, or --check");
        }
        require("--seconds", seconds, 1);
        require("--clients", clients, 1);
        require("--streams", streams, 0);
        require("--remembered", remembered, 1);
        Trial.Setup plan = plan();
        out.println("Torture with --seed " + plan.run().seed() + ", streams are named "
                + plan.run().prefix() + "…");
        try (var writer = new EvidenceWriter(evidence)) {
            new Trial(plan, out).run(writer);
        }
        return judge(evidence, out);
    }

    private Trial.Setup plan() {
        long chosen = seed == null ? ThreadLocalRandom.current().nextInt(1, 1_000_000) : seed;
        // streams of earlier runs may be there already
        String prefix = "t" + Long.toString(Instant.now().getEpochSecond(), Character.MAX_RADIX) + "-";
        List<String> hot = IntStream.range(0, HOT)
                .mapToObj(number -> "account/" + prefix + "hot" + number)
                .toList();
        var run = new Run(nodes.stream().map(this::node).toList(), prefix, seconds, chosen, remembered, hot);
        return new Trial.Setup(
                run,
                clients,
                streams,
                Optional.ofNullable(cluster).map(ClusterScript::new),
                faultKinds(),
                caller.headers(),
                Optional.ofNullable(verifyConfig));
    }

    private String node(URI node) {
        if (node.getHost() == null || !"http".equals(node.getScheme())) {
            throw wrong("--nodes: must be addresses such as http://127.0.0.1:8080, not " + node);
        }
        return node.toString().replaceAll("/$", "");
    }

    private Set<FaultKind> faultKinds() {
        if (kinds.isEmpty()) {
            return EnumSet.allOf(FaultKind.class);
        }
        Set<FaultKind> chosen = EnumSet.noneOf(FaultKind.class);
        for (String kind : kinds) {
            try {
                chosen.add(FaultKind.named(kind));
            } catch (IllegalArgumentException unknown) {
                throw wrong("--kinds: there is no kind " + kind);
            }
        }
        return chosen;
    }

    private void require(String option, int value, int least) {
        if (value < least) {
            throw wrong(option + ": must be " + least + " or more, not " + value);
        }
    }

    private ParameterException wrong(String problem) {
        return new ParameterException(spec.commandLine(), problem);
    }

    private static int judge(Path folder, PrintWriter out) {
        Verdict verdict = Verdict.of(new EvidenceFiles(folder).read());
        verdict.print(out);
        return verdict.isClean() ? 0 : 1;
    }
}
