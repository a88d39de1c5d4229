package dev.recount.cli.privacy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recount.cli.option.CommandFailedException;
import dev.recount.cli.option.Printable;
import dev.recount.cli.option.ServerClient;
import dev.recount.cli.option.Version;
import dev.recount.model.personal.Subject;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code recount forget}. */
@Command(
        name = "forget",
        description = {
            "Has a running server forget a person for good: the key of all that is encrypted of the person is destroyed, and the rows of"
                    + " views lose what they show of the person. Nobody can take that back.",
            "Prints the certificate. Once more, it changes nothing, and prints the same."
        },
        versionProvider = Version.class,
        mixinStandardHelpOptions = true)
public final class Forget implements Callable<Integer> {

    @Parameters(paramLabel = "SUBJECT", description = "The person, such as customer/17.")
    private String subject = "";

    @Option(
            names = "--ground",
            paramLabel = "TEXT",
            required = true,
            description = "Why, such as the article of a law.")
    private String ground = "";

    @Option(
            names = "--reference",
            paramLabel = "TEXT",
            description = "Where more is said of it, such as the number of the request.")
    private @Nullable String reference;

    @Option(
            names = "--certificate",
            paramLabel = "FILE",
            description = "Write the certificate into this file, which must not exist yet, rather than print it.")
    private @Nullable Path file;

    @Mixin
    private ServerClient server = new ServerClient();

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        if (file != null && Files.exists(file)) {
            throw new CommandFailedException("--certificate: " + file + " exists already");
        }
        JsonNode erased = server.post("/subjects/" + named() + "/erase", body());
        PrintWriter out = spec.commandLine().getOut();
        String certificate = erased.path("certificate").asText();
        if (file == null) {
            out.print(Printable.json(certificate));
        } else {
            write(file, certificate);
            out.println(named() + " was erased; the certificate is in " + file);
        }
        out.println("its key: " + erased.path("verifierKey").asText());
        out.flush();
        return 0;
    }

    private Subject named() {
        try {
            return Subject.parse(subject);
        } catch (IllegalArgumentException unusable) {
            throw new CommandFailedException("SUBJECT: " + unusable.getMessage());
        }
    }

    private String body() {
        ObjectNode body = JsonNodeFactory.instance.objectNode().put("ground", ground);
        return (reference == null ? body : body.put("reference", reference)).toString();
    }

    private static void write(Path file, String certificate) {
        try {
            Files.writeString(file, certificate, StandardOpenOption.CREATE_NEW);
        } catch (IOException unwritable) {
            throw new CommandFailedException("--certificate: " + file + " cannot be written: " + unwritable
                    + "; forget once more to get it again");
        }
    }
}
