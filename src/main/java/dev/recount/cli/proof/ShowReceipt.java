package dev.recount.cli.proof;

import dev.recount.cli.option.CommandFailedException;
import dev.recount.cli.option.ServerClient;
import dev.recount.cli.option.Version;
import dev.recount.model.EventId;
import dev.recount.model.StreamId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code recount receipt}. */
@Command(
        name = "receipt",
        description = "Gets the receipt of an event, or of a rejection: the proof that it was recorded, which"
                + " recount-verify checks without a server.",
        versionProvider = Version.class,
        mixinStandardHelpOptions = true)
public final class ShowReceipt implements Callable<Integer> {

    @Parameters(
            index = "0",
            paramLabel = "EVENT",
            description = "The event, such as account/2378@17; with --rejection, the stream, such as account/2378.")
    private String named = "";

    @Option(
            names = "--rejection",
            paramLabel = "NUMBER",
            description = "The number of a rejection of the stream, as its decisions tell it.")
    private @Nullable Long rejection;

    @Option(
            names = {"--event", "--stored"},
            description = "With the stored event or rejection in it, so that it also proves what that says.")
    private boolean isStored;

    @Option(names = "--to", paramLabel = "FILE", description = "Where it is written to, instead of being printed.")
    private @Nullable Path file;

    @Mixin
    private ServerClient server = new ServerClient();

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        byte[] answer = server.bytes(rejection == null ? ofEvent() : ofRejection(rejection));
        String receipt = new String(answer, StandardCharsets.UTF_8);
        if (file == null) {
            spec.commandLine().getOut().print(receipt);
            spec.commandLine().getOut().flush();
        } else {
            write(file, receipt);
        }
        return 0;
    }

    private String ofEvent() {
        EventId id = parsed(EventId::parse);
        return "/streams/" + id.stream() + "/events/" + id.version() + "/receipt" + (isStored ? "?event=true" : "");
    }

    private String ofRejection(long number) {
        if (number < 1) {
            throw new CommandFailedException("--rejection: must be a number from 1 on");
        }
        return "/streams/" + parsed(StreamId::parse) + "/rejections/" + number + "/receipt"
                + (isStored ? "?rejection=true" : "");
    }

    private <T> T parsed(Function<String, T> form) {
        try {
            return form.apply(named);
        } catch (IllegalArgumentException unusable) {
            throw new CommandFailedException(named + ": " + unusable.getMessage());
        }
    }

    private static void write(Path file, String receipt) {
        try {
            Files.writeString(file, receipt);
        } catch (IOException failure) {
            throw new CommandFailedException("--to: " + failure.getMessage());
        }
    }
}
