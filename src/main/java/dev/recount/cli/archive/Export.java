package dev.recount.cli.archive;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recount.archive.export.ExportException;
import dev.recount.archive.export.TreeExport;
import dev.recount.archive.export.TreeExport.Added;
import dev.recount.archive.s3.S3Location;
import dev.recount.archive.s3.S3Storage;
import dev.recount.archive.storage.FolderStorage;
import dev.recount.archive.storage.Storage;
import dev.recount.archive.storage.StorageException;
import dev.recount.cli.option.CommandFailedException;
import dev.recount.cli.option.Printable;
import dev.recount.cli.option.ServerClient;
import dev.recount.cli.option.Version;
import dev.recount.seal.Checkpoint;
import dev.recount.seal.VerifierKey;
import dev.recount.seal.store.SealTable;
import dev.recount.server.settings.Settings;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code recount export}. */
@Command(
        name = "export",
        description = {
            "Writes what a running server has sealed into files that are never changed, and can be read without Recount:"
                    + " lines of JSON in gzip, a row of the journal in each, with the signed checkpoints that they are under.",
            "Once more, it adds what is new. What does not hold against a checkpoint is not written, and the exit code is"
                    + " 1. recount-verify export DIR checks the files without the server."
        },
        versionProvider = Version.class,
        mixinStandardHelpOptions = true)
public final class Export implements Callable<Integer> {

    @Option(
            names = "--to",
            paramLabel = "PLACE",
            required = true,
            description = "A folder, which is made if it is not there; or s3://BUCKET/PREFIX: a bucket of the store of"
                    + " objects that the settings of recount.s3 say, and what the names in it begin with.")
    private String to = "";

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "A file with settings over the defaults, which conf/recount.conf lists and explains. Those of"
                    + " recount.s3 are used.")
    private @Nullable Path config;

    @Option(
            names = "--key",
            paramLabel = "KEY",
            description = "The verifier key that has to have signed, name+id+key as GET /seal tells it, or a file with"
                    + " such keys. Can be given several times.")
    private List<String> keys = new ArrayList<>();

    @Mixin
    private ServerClient server = new ServerClient();

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        List<VerifierKey> known = keys();
        List<JsonNode> trees = server.get("/seal")
                .path("trees")
                .valueStream()
                .filter(tree -> !tree.path("entries").asText().equals(SealTable.REJECTIONS))
                .toList();
        if (trees.isEmpty()) {
            throw new CommandFailedException("the server seals nothing: recount.seal.interval is 0 there");
        }
        try (Storage storage = open()) {
            boolean isDone = true;
            for (JsonNode tree : trees) {
                isDone &= tree.has("origin")
                        ? export(storage, tree.path("journal").asInt(), known)
                        : nothing(tree);
            }
            if (known.isEmpty()) {
                tell("the checkpoints were not held against a key, as no --key was given");
            }
            return isDone ? 0 : 1;
        } catch (StorageException unusable) {
            throw new CommandFailedException("--to: " + unusable.getMessage());
        }
    }

    private Storage open() {
        try {
            return S3Location.isMeant(to)
                    ? S3Storage.open(
                            S3Location.parse(to),
                            Settings.read(Optional.ofNullable(config), System.getenv())
                                    .integrity()
                                    .s3(),
                            Clock.systemUTC())
                    : FolderStorage.open(Path.of(to));
        } catch (IllegalArgumentException malformed) {
            throw new CommandFailedException("--to: " + malformed.getMessage());
        }
    }

    private boolean nothing(JsonNode tree) {
        tell("journal " + tree.path("journal").asInt() + ": nothing is sealed yet");
        return true;
    }

    /** A journal that does not hold, or is away, does not keep the others from being exported. */
    private boolean export(Storage storage, int journal, List<VerifierKey> known) {
        try {
            tell(
                    journal,
                    new TreeExport(storage, journal, new ServedTree(server, journal), (checkpoint, note) -> {
                                if (!known.isEmpty()) {
                                    requireSigned(checkpoint, note, known);
                                }
                            })
                            .run());
            return true;
        } catch (ExportException | StorageException | CommandFailedException failed) {
            PrintWriter err = spec.commandLine().getErr();
            err.println("recount: journal " + journal + ": " + Printable.of(String.valueOf(failed.getMessage())));
            err.flush();
            return false;
        }
    }

    private static void requireSigned(Checkpoint checkpoint, String note, List<VerifierKey> known) {
        if (known.stream().noneMatch(key -> key.name().equals(checkpoint.origin()) && key.hasSigned(note))) {
            throw new ExportException("the checkpoint of " + checkpoint.origin() + " is not signed by any --key");
        }
    }

    private void tell(int journal, Added added) {
        tell("journal " + journal + ": "
                + (added.to() == added.from()
                        ? "nothing is new"
                        : "%,d entries added, in %,d %s"
                                .formatted(
                                        added.to() - added.from(),
                                        added.segments(),
                                        added.segments() == 1 ? "segment" : "segments"))
                + "; %,d entries of %s are under its checkpoint".formatted(added.to(), added.origin()));
    }

    private void tell(String line) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(Printable.of(line));
        out.flush();
    }

    private List<VerifierKey> keys() {
        var known = new ArrayList<VerifierKey>();
        for (String key : keys) {
            try {
                String lines = key.contains("+") ? key : Files.readString(Path.of(key));
                lines.lines()
                        .filter(line -> !line.isBlank())
                        .map(VerifierKey::parse)
                        .forEach(known::add);
            } catch (IOException unreadable) {
                throw new CommandFailedException("--key: " + key + " cannot be read: " + unreadable);
            } catch (IllegalArgumentException malformed) {
                throw new CommandFailedException("--key: " + malformed.getMessage());
            }
        }
        return known;
    }
}
