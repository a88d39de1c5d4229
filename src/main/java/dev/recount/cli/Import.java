package dev.recount.cli;

import dev.recount.model.Domain;
import dev.recount.model.Importer;
import dev.recount.server.Domains;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
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
        versionProvider = Recount.Version.class,
        mixinStandardHelpOptions = true)
final class Import implements Callable<Integer> {

    @Parameters(paramLabel = "DIR", description = "The folder that holds the records.")
    private Path folder = Path.of("");

    @Option(
            names = "--url",
            paramLabel = "URL",
            defaultValue = "http://127.0.0.1:8080",
            description = "The server's address. Default: ${DEFAULT-VALUE}")
    private URI url = URI.create("");

    @Option(
            names = "--domain",
            paramLabel = "NAME",
            description = "The domain whose records they are. Needed where several domains can import.")
    private @Nullable String domain;

    @Mixin
    private ClassPath classPath = new ClassPath();

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (!Files.isDirectory(folder)) {
            throw new CommandFailedException("there is no folder " + folder);
        }
        if (url.getHost() == null || !List.of("http", "https").contains(url.getScheme())) {
            throw new CommandFailedException("--url: must be an address such as http://127.0.0.1:8080, not " + url);
        }
        PrintWriter out = spec.commandLine().getOut();
        Domain chosen = choose(Domains.find(List.of(), classPath.loader()));
        Importer.Folder files = name -> Files.newBufferedReader(folder.resolve(name), StandardCharsets.ISO_8859_1);
        ImportReport report = new BulkImport(url, chosen, out).run(files);
        report.print(out);
        return report.isClean() ? 0 : 1;
    }

    private Domain choose(List<Domain> domains) {
        List<Domain> importing = domains.stream()
                .filter(candidate -> candidate.importer().isPresent())
                .filter(candidate -> domain == null || candidate.name().equals(domain))
                .toList();
        if (importing.size() != 1) {
            throw new CommandFailedException(
                    importing.isEmpty()
                            ? "there is no domain" + (domain == null ? "" : " " + domain) + " that can import"
                            : "several domains can import: choose one with --domain");
        }
        return importing.getFirst();
    }
}
