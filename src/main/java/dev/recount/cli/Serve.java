package dev.recount.cli;

import dev.recount.cli.option.ServerOptions;
import dev.recount.cli.option.Version;
import dev.recount.server.EnduringServer;
import dev.recount.server.settings.Settings;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code recount serve}. */
@Command(
        name = "serve",
        description = "Starts a server, until Ctrl-C or a termination signal stops it.",
        versionProvider = Version.class,
        mixinStandardHelpOptions = true)
final class Serve implements Callable<Integer> {

    @Mixin
    private ServerOptions options = new ServerOptions();

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        Settings settings = options.settings();
        EnduringServer server = options.start(settings);
        String types = options.domains(settings).stream()
                .flatMap(domain -> domain.streamTypes().stream())
                .map(type -> type.name())
                .sorted()
                .collect(Collectors.joining(", "));
        out.println("Recount serves " + types + " at " + settings.http().scheme() + "://"
                + settings.http().host() + ":" + server.port() + ", with its journal in " + settings.journal());
        settings.http()
                .management()
                .ifPresent(own -> out.println("Health, metrics and administration are at "
                        + settings.http().scheme() + "://" + own.host() + ":" + server.managementPort() + "."));
        out.println("Ctrl-C stops it.");
        out.flush();
        new CountDownLatch(1).await();
        return 0;
    }
}
