package dev.recount.cli.watch;

import dev.recount.cli.option.CommandFailedException;
import dev.recount.cli.option.LogOutput;
import dev.recount.cli.option.ServerOptions;
import dev.recount.cli.option.Version;
import dev.recount.server.settings.Settings;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code recount dev}. */
@Command(
        name = "dev",
        description = {
            "Starts a server of your own domains, and starts it again whenever the classes in --class-path change.",
            "What is stored stays. Classes that cannot be served are told of, and those before them go on being served."
        },
        versionProvider = Version.class,
        mixinStandardHelpOptions = true)
public final class Dev implements Callable<Integer> {

    @Mixin
    private ServerOptions options = new ServerOptions();

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        List<Path> watched = options.classPath().entries();
        if (watched.isEmpty()) {
            throw new CommandFailedException("dev needs --class-path, the folder that your compiler writes classes to");
        }
        Settings settings = options.settings();
        LogOutput.set(settings.log());
        PrintWriter out = spec.commandLine().getOut();
        var server = new RestartedServer(settings, options.classPath(), out);
        Runtime.getRuntime().addShutdownHook(new Thread(server::close, "shutdown"));
        var files = new WatchedFiles(watched);
        out.println("Watches " + watched + ", with the journal in " + settings.journal() + ". Ctrl-C stops it.");
        server.restart(System.nanoTime());
        while (true) {
            server.restart(files.awaitChange());
        }
    }
}
