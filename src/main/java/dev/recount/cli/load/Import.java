package dev.recount.cli.load;

import dev.recount.cli.option.ClientOptions;
import dev.recount.cli.option.CommandFailedException;
import dev.recount.cli.option.Version;
import dev.recount.model.domain.Domain;
import dev.recount.model.domain.Importer;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code recount import}. */
@Command(
        name = "import",
        description = {
            "Reads records kept elsewhere and sends them to a running server as commands, with their own times.",
            "It can be stopped and run again: what is there already stays as it is. Lines that cannot be read are reported"
                    + " with their number and passed over."
        },
        versionProvider = Version.class,
        mixinStandardHelpOptions = true)
public final class Import implements Callable<Integer> {

    @Parameters(paramLabel = "DIR", description = "The folder that holds the records.")
    private Path folder = Path.of("");

    @Mixin
    private ClientOptions client = new ClientOptions();

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (!Files.isDirectory(folder)) {
            throw new CommandFailedException("there is no folder " + folder);
        }
        URI url = client.url();
        Domain domain =
                client.domain("import", candidate -> candidate.importer().isPresent());
        PrintWriter out = spec.commandLine().getOut();
        Importer.Folder files = name -> Files.newBufferedReader(folder.resolve(name), StandardCharsets.ISO_8859_1);
        ImportReport report = new BulkImport(url, client.caller(), domain, out).run(files);
        report.print(out);
        return report.isClean() ? 0 : 1;
    }
}
