package dev.recount.cli.world;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recount.cli.option.CommandFailedException;
import dev.recount.cli.option.JournalOptions;
import dev.recount.cli.option.JsonLine;
import dev.recount.cli.option.Reason;
import dev.recount.cli.option.ServerClient;
import dev.recount.cli.option.Version;
import dev.recount.json.Json;
import dev.recount.server.StoppedWorlds;
import dev.recount.server.settings.Settings;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code recount whatif}. */
@Command(
        name = "whatif",
        description = {
            "Tells which decisions would have been others under other rules, or without something that happened. It changes"
                    + " nothing.",
            "It asks the server at --url; with --data or --config, it reads the journal of a stopped server itself."
        },
        versionProvider = Version.class,
        mixinStandardHelpOptions = true)
public final class WhatIf implements Callable<Integer> {

    private static final long PROGRESS_MS = 200;
    private static final JsonMapper EXACT = Json.exact();

    @Option(
            names = "--rules",
            paramLabel = "NAME",
            description =
                    "The other rules: an alternative that a domain names, or a jar of the folder recount.worlds.rules."
                            + " Of a stopped server, the path of a jar too. Without them, the rules that are served.")
    private @Nullable String rules;

    @Option(
            names = "--mode",
            paramLabel = "MODE",
            defaultValue = "decisions",
            description =
                    "decisions: each command is decided again on the state as it was. counterfactual: what is decided"
                            + " happens, and later commands meet that. Default: ${DEFAULT-VALUE}")
    private String mode = "";

    @Option(
            names = "--streams",
            paramLabel = "TYPE[/ID]",
            description = "The streams whose commands are decided again. Without it, all.")
    private @Nullable String streams;

    @Option(
            names = "--from",
            paramLabel = "TIME",
            description = "The time from which on commands are decided again, as in 1993-12-31.")
    private @Nullable String from;

    @Option(names = "--to", paramLabel = "TIME", description = "The last time of which anything is looked at.")
    private @Nullable String to;

    @Option(
            names = "--without",
            paramLabel = "EVENT",
            description = "An event whose command is left out, such as account/17@3. Can be given several times.")
    private List<String> without = new ArrayList<>();

    @Option(
            names = "--instead",
            paramLabel = "FILE",
            description =
                    "A file of lines such as {\"of\":\"account/17@3\",\"commands\":[{\"command\":\"Deposit\",\"data\":{…}}]}:"
                            + " what is sent, or with \"events\" what happens, in the place of what is on record.")
    private @Nullable Path instead;

    @Option(
            names = "--run",
            paramLabel = "HANDLER",
            description = "A handler without outside effects whose commands are made anew. Can be given several times.")
    private List<String> run = new ArrayList<>();

    @Option(names = "--views", paramLabel = "VIEW", split = ",", description = "Views that are built and compared.")
    private List<String> views = new ArrayList<>();

    @Option(names = "--out", paramLabel = "FILE", description = "A file for all differences, a JSON object a line.")
    private @Nullable Path out;

    @Mixin
    private ServerClient server = new ServerClient();

    @Mixin
    private Reason reason = new Reason();

    @Mixin
    private JournalOptions journal = new JournalOptions();

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        PrintWriter print = spec.commandLine().getOut();
        try (WorldSource world = source()) {
            JsonNode told = world.ask(question());
            while (told.path("state").asText().equals("RUNNING")) {
                TimeUnit.MILLISECONDS.sleep(PROGRESS_MS);
                told = world.told();
            }
            if (!told.path("state").asText().equals("DONE")) {
                throw new CommandFailedException(told.path("problem").asText());
            }
            new WorldReport(print).print(told);
            write(world, told, print);
        }
        print.flush();
        return 0;
    }

    private WorldSource source() {
        if (!journal.nameJournal()) {
            return new ServedWorld(server, reason);
        }
        Settings settings = journal.settings();
        return new StoppedWorld(StoppedWorlds.open(
                settings,
                journal.domains(settings),
                jar().map(file -> file.toAbsolutePath().getParent())));
    }

    private Optional<Path> jar() {
        return Optional.ofNullable(rules)
                .filter(name -> name.endsWith(".jar") && journal.nameJournal())
                .map(Path::of);
    }

    private String question() {
        ObjectNode question = EXACT.createObjectNode().put("mode", mode);
        Optional.ofNullable(rules)
                .map(name -> jar().map(file -> withoutEnding(file.getFileName().toString()))
                        .orElse(name))
                .ifPresent(name -> question.put("rules", name));
        put(question, "streams", streams);
        put(question, "from", from);
        put(question, "to", to);
        without.forEach(question.putArray("without")::add);
        run.forEach(question.putArray("run")::add);
        views.forEach(question.putArray("views")::add);
        ArrayNode lines = question.putArray("instead");
        Optional.ofNullable(instead)
                .ifPresent(file -> JsonLine.read("--instead", file).forEach(line -> lines.add(line.json())));
        return question.toString();
    }

    private static String withoutEnding(String file) {
        return file.substring(0, file.lastIndexOf('.'));
    }

    private static void put(ObjectNode question, String field, @Nullable String value) {
        if (value != null) {
            question.put(field, value);
        }
    }

    private void write(WorldSource world, JsonNode told, PrintWriter print) throws InterruptedException {
        try (PrintWriter file = out == null
                ? new PrintWriter(Writer.nullWriter())
                : new PrintWriter(Files.newBufferedWriter(out, StandardCharsets.UTF_8))) {
            if (out != null) {
                world.differences(file::println);
            }
            for (JsonNode view : told.path("question").path("views")) {
                var rows = new long[1];
                world.rows(view.asText(), row -> {
                    rows[0]++;
                    file.println(((ObjectNode) row).put("view", view.asText()));
                });
                print.printf("view %s: %,d rows are others%n", view.asText(), rows[0]);
            }
        } catch (IOException unwritable) {
            throw new CommandFailedException("--out: " + unwritable.getMessage());
        }
    }
}
