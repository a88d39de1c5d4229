package dev.recount.http.fuzz;

import dev.recount.access.credential.ApiKey;
import dev.recount.access.credential.CallersFile;
import dev.recount.access.credential.KnownCaller;
import dev.recount.access.credential.PasswordHash;
import dev.recount.http.access.TestIssuer;
import dev.recount.process.Processes;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/** Hostile requests of callers who are known, by each way in which callers can be. */
@Tag("process")
@ResourceLock(providers = Processes.class)
class KnownHostileTrafficTest {

    private static final String RULES =
            "rules = [{ roles = [\"*\"], rights = [read, write, query, subscribe, operate] }]";

    private static final String PASSWORD = "correct horse battery";

    @TempDir
    Path elsewhere;

    /** The traffic of callers who are known in some way. */
    abstract static class Known extends HostileTrafficContract {

        /** Returns the settings of that way. */
        abstract String way();

        @Override
        String access() {
            return "access { " + way() + "\n" + RULES + " }";
        }

        @Override
        String journal() {
            return "";
        }

        @Override
        int requests() {
            return 3_000;
        }
    }

    private String file(String secret) {
        Path file = elsewhere.resolve("callers");
        new CallersFile(file, "test")
                .change(_ -> List.of(new KnownCaller("ann", secret, Set.of(), Map.of(), Optional.empty())));
        return "callers-file = \"" + file + "\"";
    }

    @Nested
    class ByPassword extends Known {

        @Override
        String way() {
            return file(PasswordHash.of(PASSWORD).toString());
        }

        @Override
        List<String> credential() {
            return List.of(
                    "Authorization",
                    "Basic "
                            + Base64.getEncoder().encodeToString(("ann:" + PASSWORD).getBytes(StandardCharsets.UTF_8)));
        }
    }

    @Nested
    class ByApiKey extends Known {

        private final ApiKey key = ApiKey.make();

        @Override
        String way() {
            return file(key.hash());
        }

        @Override
        List<String> credential() {
            return List.of("Authorization", "Bearer " + key.text());
        }
    }

    @Nested
    class ByToken extends Known {

        private final TestIssuer issuer = TestIssuer.start();
        private final String token = issuer.token(issuer.claims("ann"));

        @Override
        String way() {
            return "issuers = [{ issuer = \"" + issuer.name() + "\", audience = recount }]";
        }

        @Override
        List<String> credential() {
            return List.of("Authorization", "Bearer " + token);
        }

        @AfterEach
        void end() {
            issuer.close();
        }
    }

    @Nested
    class ByProxy extends Known {

        @Override
        String way() {
            return "proxy { header = X-User, addresses = [\"127.0.0.1\"] }";
        }

        @Override
        List<String> credential() {
            return List.of("X-User", "ann");
        }
    }
}
