package dev.recount.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The description of the interface says what is there, all of it, and nothing else. */
class OpenApiTest {

    @RegisterExtension
    static final BankServer BANK = new BankServer();

    private static final List<JsonNode> OPERATIONS = new ArrayList<>();
    private static JsonNode document;

    @BeforeAll
    static void read() {
        document = BANK.client().get("/openapi.json").body();
        document.path("paths").forEach(path -> path.forEach(OPERATIONS::add));
    }

    @Test
    void listsTheEndpointsThatTheDocumentationLists() throws IOException {
        List<String> described = OPERATIONS.stream()
                .map(operation -> "| `" + operation.path("x-endpoint").asText() + "` | "
                        + operation.path("x-right").asText() + " | "
                        + operation.path("summary").asText() + " |")
                .distinct()
                .sorted()
                .toList();

        List<String> documented = Files.readAllLines(Path.of("docs/http.md")).stream()
                .filter(line -> line.matches("\\| `(GET|POST|DELETE) /.*"))
                .sorted()
                .toList();

        assertThat(documented).isEqualTo(described);
    }

    @Test
    void namesEachOperationOnce() {
        assertThat(OPERATIONS)
                .extracting(operation -> operation.path("operationId").asText())
                .doesNotHaveDuplicates();
    }

    @Test
    void hasASchemaForEachReference() {
        assertThat(document.findValuesAsText("$ref"))
                .isNotEmpty()
                .allSatisfy(reference -> assertThat(
                                document.at(reference.substring(1)).isObject())
                        .as(reference)
                        .isTrue());
    }

    @Test
    void tellsTheFieldsOfCommandsAndStatesAndRows() {
        JsonNode deposit = schema("account.command.Deposit");
        assertThat(deposit.at("/properties/amount/type").asText()).isEqualTo("number");
        assertThat(deposit.at("/properties/method/enum").toString()).isEqualTo("[\"CASH\",\"TRANSFER\"]");
        assertThat(deposit.path("required").toString()).isEqualTo("[\"amount\",\"method\"]");
        assertThat(schema("account.state").findValues("status").toString()).contains("[\"Open\"]");
        assertThat(schema("turnover.row").path("properties").has("month")).isTrue();
    }

    @Test
    void tellsWhereItIsSaidWhatIsErasedAndWhatIsMasked() {
        for (String named : new String[] {"account.event.Opened", "balances.row"}) {
            for (String list : new String[] {"erased", "masked"}) {
                assertThat(schema(named)
                                .at("/properties/" + list + "/items/type")
                                .asText())
                        .as(named)
                        .isEqualTo("string");
            }
            assertThat(schema(named).at("/properties/owner/type").toString()).isEqualTo("[\"string\",\"null\"]");
        }
        assertThat(schema("account.command.Open").path("properties").has("masked"))
                .isFalse();
        assertThat(schema("turnover.row").path("properties").has("masked")).isFalse();
    }

    @Test
    void tellsThatStreamsMayHaveMoved() {
        JsonNode responses = document.at("/paths/~1streams~1account~1{id}~1Deposit/post/responses");
        assertThat(responses.at("/308/headers/Location/schema/type").asText()).isEqualTo("string");
        assertThat(responses.has("410")).isTrue();
        assertThat(schema("Problem").at("/properties/movedto/type").asText()).isEqualTo("array");
    }

    private static JsonNode schema(String name) {
        return document.path("components").path("schemas").path(name);
    }
}
