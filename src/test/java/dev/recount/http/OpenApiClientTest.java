package dev.recount.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A client that a foreign program makes of the description: it compiles, and does with the server what it says. */
@Tag("process")
class OpenApiClientTest {

    @RegisterExtension
    static final BankServer BANK = new BankServer();

    private static final Path GENERATOR = Path.of("target/openapi-generator.jar");

    private static final String PROGRAM = """
            import java.math.BigDecimal;
            import org.openapitools.client.ApiClient;
            import org.openapitools.client.ApiException;
            import org.openapitools.client.api.DefaultApi;
            import org.openapitools.client.model.AccountCommandDeposit;
            import org.openapitools.client.model.AccountCommandOpen;
            import org.openapitools.client.model.AccountCommandWithdraw;

            public final class Program {
                public static String run(String server, String id) throws ApiException {
                    var client = new ApiClient();
                    client.updateBaseUri(server);
                    var api = new DefaultApi(client);
                    var open = new AccountCommandOpen().owner("Ann").overdraftLimit(BigDecimal.ZERO);
                    var deposit = new AccountCommandDeposit()
                            .amount(new BigDecimal("12.50"))
                            .method(AccountCommandDeposit.MethodEnum.CASH);
                    var withdraw = new AccountCommandWithdraw()
                            .amount(new BigDecimal("99"))
                            .method(AccountCommandWithdraw.MethodEnum.CARD);
                    api.postStreamsAccountIdOpen(id, open, null, null, null, null, null, null, null, null, null, null, null, null);
                    var accepted = api.postStreamsAccountIdDeposit(
                            id, deposit, "once", "\\"1\\"", null, null, null, null, null, null, null, null, null, null);
                    int rejected = 0;
                    try {
                        api.postStreamsAccountIdWithdraw(
                                id, withdraw, null, null, null, null, null, null, null, null, null, null, null, null);
                    } catch (ApiException problem) {
                        rejected = problem.getCode();
                    }
                    var state = api.getStreamsAccountId(id, null, null, null);
                    var row = api.getViewsBalancesAccount(id, null, null, accepted.getToken()).getRow();
                    return accepted.getEvents().getFirst().getType() + " " + rejected + " " + state.getVersion() + " "
                            + row.getBalance().stripTrailingZeros();
                }
            }
            """;

    @TempDir
    private Path folder;

    @Test
    void sendsCommandsAndReadsStatesAndRows() throws Exception {
        Path classes = compiled(generated());

        try (var loader = new URLClassLoader(
                new URL[] {classes.toUri().toURL()}, getClass().getClassLoader())) {
            Object told = loader.loadClass("Program")
                    .getMethod("run", String.class, String.class)
                    .invoke(
                            null,
                            "http://127.0.0.1:" + BANK.port(),
                            BankAccount.newStream().substring("account/".length()));

            assertThat(told).isEqualTo("account.Deposited 422 2 12.5");
        }
    }

    private Path generated() throws IOException, InterruptedException {
        Path description = folder.resolve("openapi.json");
        Files.writeString(description, BANK.client().get("/openapi.json").body().toString());
        Path client = folder.resolve("client");
        Path output = folder.resolve("generator.log");
        int exit = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-jar",
                        GENERATOR.toString(),
                        "generate",
                        "--input-spec",
                        description.toString(),
                        "--generator-name",
                        "java",
                        "--library",
                        "native",
                        "--additional-properties",
                        "openApiNullable=false,useJakartaEe=true",
                        "--output",
                        client.toString())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start()
                .waitFor();
        assertThat(exit).as(Files.readString(output)).isZero();
        return client.resolve("src/main/java");
    }

    private Path compiled(Path sources) throws IOException {
        Files.writeString(sources.resolve("Program.java"), PROGRAM);
        Path classes = Files.createDirectory(folder.resolve("classes"));
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        var problems = new StringWriter();
        try (var files = compiler.getStandardFileManager(null, null, null);
                Stream<Path> all = Files.walk(sources)) {
            List<Path> units =
                    all.filter(file -> file.toString().endsWith(".java")).toList();
            boolean compiles = compiler.getTask(
                            problems,
                            files,
                            null,
                            List.of("-proc:none", "-nowarn", "-d", classes.toString()),
                            null,
                            files.getJavaFileObjectsFromPaths(units))
                    .call();
            assertThat(compiles).as(problems.toString()).isTrue();
        }
        return classes;
    }
}
