package dev.recount.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recount.server.TestClient;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/** A domain of a user's own in the program as it is shipped, which takes no name for itself. */
@Tag("process")
@ResourceLock(providers = Processes.class)
class OwnDomainTest {

    @TempDir
    Path folder;

    @Test
    void mayHaveTheNamesOfTheExamples() throws IOException {
        OwnProject project = OwnProject.in(folder)
                .changed("GiftCards.java", "return \"giftcards\"", "return \"shop\"")
                .changed(
                        "GiftCards.java",
                        "return List.of(",
                        "return List.of(StreamType.of(\"customer\", new GiftCard()), StreamType.of(\"account\", new GiftCard()), ");
        assertThat(project.compile()).isTrue();

        try (Program server = Program.shipped(
                "serve",
                "--class-path",
                project.classes().toString(),
                "--port",
                "0",
                "--data",
                folder.resolve("data").toString())) {
            String line = server.awaitLine(each -> each.startsWith("Recount serves"));
            assertThat(line).startsWith("Recount serves account, customer, giftcard at ");
            var client = new TestClient(Integer.parseInt(line.replaceAll(".*http://127\\.0\\.0\\.1:(\\d+).*", "$1")));
            for (String type : new String[] {"customer", "account"}) {
                assertThat(client.post("/streams/" + type + "/1/Issue", "{\"cents\": 500, \"recipient\": \"Anna\"}")
                                .status())
                        .isEqualTo(200);
                assertThat(client.get("/streams/" + type + "/1")
                                .body()
                                .at("/state/cents")
                                .asInt())
                        .isEqualTo(500);
            }
        }
    }

    /** As a container does that is started without arguments. */
    @Test
    void isAskedForWhereThereIsNone() {
        try (Program server =
                Program.shipped("serve", "--config", "src/image/files/etc/recount/recount.conf", "--port", "0")) {
            assertThat(server.exitCode()).isEqualTo(1);
            assertThat(server.output())
                    .singleElement()
                    .asString()
                    .startsWith("recount: there is no domain to serve")
                    .contains("--class-path", "--examples");
        }
    }
}
