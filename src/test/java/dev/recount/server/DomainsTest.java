package dev.recount.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.recount.example.bank.Bank;
import dev.recount.example.shop.Shop;
import dev.recount.server.settings.SettingsException;
import java.io.IOException;
import java.net.URL;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import org.junit.jupiter.api.Test;

class DomainsTest {

    /** Sees the program without what the tests list as services. */
    private final ClassLoader shipped = new ClassLoader(getClass().getClassLoader()) {
        @Override
        public Enumeration<URL> getResources(String name) throws IOException {
            return name.startsWith("META-INF/services/") ? Collections.emptyEnumeration() : super.getResources(name);
        }
    };

    @Test
    void doNotHoldTheExamplesUnlessTheyAreNamed() {
        assertThat(Path.of("src/main/resources/META-INF/services/dev.recount.model.domain.Domain"))
                .doesNotExist();
        assertThat(Domains.find(Domains.EXAMPLES, shipped)).hasExactlyElementsOfTypes(Bank.class, Shop.class);
    }

    @Test
    void saysInOneLineThatThereIsNone() {
        assertThatThrownBy(() -> Domains.find(List.of(), shipped))
                .isInstanceOf(SettingsException.class)
                .hasMessageContainingAll("there is no domain to serve", "--class-path", "--examples")
                .hasMessageNotContaining("\n");
    }
}
