package dev.recount.cli.load;

import dev.recount.cli.option.ClientOptions;
import dev.recount.cli.option.CommandFailedException;
import dev.recount.cli.option.Version;
import dev.recount.model.domain.Domain;
import java.io.PrintWriter;
import java.net.URI;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code recount traffic}. */
@Command(
        name = "traffic",
        description = {
            "Makes up plausible commands of a domain and sends them to a running server.",
            "Some of them are rejected by the domain's rules, as happens with people. What cannot be carried out for another"
                    + " reason makes the exit code 1."
        },
        versionProvider = Version.class,
        mixinStandardHelpOptions = true)
public final class GenerateTraffic implements Callable<Integer> {

    @Mixin
    private ClientOptions client = new ClientOptions();

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "The same number makes up the same commands with the same ids. Without it, any number.")
    private @Nullable Long seed;

    @Option(
            names = "--commands",
            paramLabel = "N",
            defaultValue = "1000",
            description = "How many commands to send; 0 goes on until Ctrl-C. Default: ${DEFAULT-VALUE}")
    private long commands;

    @Option(
            names = "--rate",
            paramLabel = "PER_SECOND",
            description = "How many commands to send in a second. Without it, as many as the server takes.")
    private @Nullable Integer rate;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        if (commands < 0) {
            throw new CommandFailedException("--commands: must be 0 or more, not " + commands);
        }
        if (rate != null && rate < 1) {
            throw new CommandFailedException("--rate: must be 1 or more, not " + rate);
        }
        URI url = client.url();
        Domain domain = client.domain(
                "make up traffic", candidate -> candidate.traffic().isPresent());
        PrintWriter out = spec.commandLine().getOut();
        long chosen = seed == null ? ThreadLocalRandom.current().nextInt(1, 1_000_000) : seed;
        out.println("Sending traffic of the " + domain.name() + ", with --seed " + chosen);
        out.flush();
        TrafficReport report = new BulkTraffic(url, client.caller(), domain, out).run(chosen, limit(), pace());
        report.print(out);
        return report.isClean() ? 0 : 1;
    }

    private OptionalLong limit() {
        return commands == 0 ? OptionalLong.empty() : OptionalLong.of(commands);
    }

    private OptionalInt pace() {
        return rate == null ? OptionalInt.empty() : OptionalInt.of(rate);
    }
}
