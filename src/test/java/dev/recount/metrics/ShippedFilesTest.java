package dev.recount.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.recount.example.bank.Bank;
import dev.recount.example.shop.Shop;
import dev.recount.journal.EncodedCommand;
import dev.recount.journal.codec.Codecs;
import dev.recount.journal.codec.StreamCodec;
import dev.recount.model.domain.Traffic;
import dev.recount.server.TestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The dashboard and the alerts that ship with the program use nothing that a server does not tell. */
class ShippedFilesTest {

    private static final Path DASHBOARD = Path.of("conf/grafana/recount.json");
    private static final Path ALERTS = Path.of("conf/prometheus/alerts.yml");

    /** An expression on the line of its key, or on the deeper indented one after it. */
    private static final Pattern EXPRESSION = Pattern.compile("(?m)^ +expr: (?:>-((?:\\n {10,}.*)+)|(.*))$");

    private static final Pattern LABELS = Pattern.compile("\\{[^}]*}|\\[[^]]*]|\\b(?:by|on|ignoring)\\s*\\([^)]*\\)");
    private static final Pattern FUNCTION = Pattern.compile("\\b[a-z_]+\\s*(?=\\()");
    private static final Pattern NAME = Pattern.compile("\\b[a-zA-Z_:][\\w:]*");

    private static final int COMMANDS = 200;

    /** The one that Prometheus adds. */
    private static final String OF_PROMETHEUS = "up";

    /** The one that only those tell who have a certificate, as those of HttpsTest do. */
    private static final String OF_TLS = "recount_certificate_valid_seconds";

    @TempDir
    Path data;

    private static Set<String> metrics(List<String> expressions) {
        var names = new HashSet<String>();
        for (String expression : expressions) {
            String withoutLabels = LABELS.matcher(expression).replaceAll("");
            NAME.matcher(FUNCTION.matcher(withoutLabels).replaceAll(""))
                    .results()
                    .map(MatchResult::group)
                    .forEach(names::add);
        }
        names.remove(OF_PROMETHEUS);
        names.remove(OF_TLS);
        return names;
    }

    private static List<String> dashboard() throws IOException {
        JsonNode dashboard = new JsonMapper().readTree(Files.readString(DASHBOARD));
        return Stream.concat(
                        dashboard.findValuesAsText("expr").stream(),
                        dashboard.findValuesAsText("definition").stream()
                                .map(query -> query.replaceAll("label_values\\((\\w+),.*", "$1")))
                .toList();
    }

    private static List<String> alerts() throws IOException {
        String rules = Files.readString(ALERTS);
        List<String> expressions = EXPRESSION
                .matcher(rules)
                .results()
                .map(found -> found.group(1) == null ? found.group(2) : found.group(1))
                .toList();
        assertThat(expressions).hasSize(rules.split("- alert:", -1).length - 1);
        return expressions;
    }

    @Test
    void useOnlyMetricsThatARunningServerTells() throws IOException {
        Set<String> used =
                metrics(Stream.concat(dashboard().stream(), alerts().stream()).toList());
        assertThat(used).contains("recount_commands_total", "recount_watermark_age_seconds", "jvm_memory_used_bytes");

        try (TestServer server = TestServer.start(data, new Bank(), new Shop())) {
            server.client().post("/streams/account/1/Open", "{\"owner\":\"Anna\",\"overdraftLimit\":0}");
            assertThat(server.client().bulk(traffic())).hasSize(COMMANDS);
            System.gc(); // pauses are told once there was one
            Scrape scrape = Scrape.await(server.client(), now -> now.names().contains("jvm_gc_pause_seconds_sum"));
            assertThat(scrape.names()).containsAll(used);
        }
    }

    /** Returns what goes on in the shop, as lines of a bulk request. */
    private static List<String> traffic() {
        var shop = new Shop();
        var codecs = new Codecs(shop.streamTypes());
        return shop.traffic()
                .orElseThrow()
                .commands(7)
                .limit(COMMANDS)
                .map(command ->
                        line(command, codecs.find(command.stream().type()).orElseThrow()))
                .toList();
    }

    private static <C> String line(Traffic.MadeUpCommand command, StreamCodec<?, C, ?> codec) {
        EncodedCommand encoded =
                codec.commands().write(codec.type().commands().base().cast(command.command()));
        return "{\"stream\":\"%s\",\"command\":\"%s\",\"data\":%s,\"id\":\"%s\"}"
                .formatted(command.stream(), encoded.name(), encoded.text(), command.commandId());
    }
}
