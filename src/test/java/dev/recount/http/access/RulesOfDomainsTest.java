package dev.recount.http.access;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.recount.example.bank.Bank;
import dev.recount.http.TestAccess;
import dev.recount.server.TestServer;
import dev.recount.server.settings.SettingsException;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rules that name what no domain has. */
class RulesOfDomainsTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            rights = [read], streams = ["acount/*"]              | .streams: there is no stream type acount; there are account
            rights = [write], commands = [Deposits]              | .commands: there is no command Deposits; there are
            rights = [query], views = [balance]                  | .views: there is no view balance; there are balances, turnover
            """)
    void stopTheStart(String rule, String problem) {
        String access = "proxy { header = X-User, addresses = [\"127.0.0.1\"] }\n"
                + "rules = [{ roles = [\"*\"], rights = [read] }, { roles = [\"*\"], " + rule + " }]";
        assertThatExceptionOfType(SettingsException.class)
                .isThrownBy(() -> TestServer.start(
                                folder.resolve("data"),
                                settings -> settings.withHttp(settings.http().with(TestAccess.read(folder, access))),
                                new Bank())
                        .close())
                .withMessageStartingWith("recount.access.rules, entry 2" + problem);
    }
}
