package dev.recount.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.recount.example.bank.Bank;
import dev.recount.example.shop.Shop;
import dev.recount.model.DomainException;
import dev.recount.model.domain.Domain;
import dev.recount.model.handler.Handler;
import dev.recount.model.type.StreamType;
import dev.recount.model.view.View;
import dev.recount.server.settings.SettingsException;
import java.io.IOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class DomainsTest {

    @TempDir
    Path folder;

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

    /** A domain that fails when it is made. */
    public static final class Unmakeable implements Domain {

        public Unmakeable() {
            throw new IllegalStateException("there is no\nvault");
        }

        @Override
        public String name() {
            return "unmakeable";
        }

        @Override
        public List<StreamType<?, ?, ?>> streamTypes() {
            return List.of();
        }
    }

    @Test
    void tellsWhyAConstructorFails() throws IOException {
        String why = "java.lang.IllegalStateException: there is no vault, at " + Unmakeable.class.getName() + ".<init>";
        Path list = Files.writeString(folder.resolve("list"), Unmakeable.class.getName());
        var listing = new ClassLoader(getClass().getClassLoader()) {
            @Override
            public Enumeration<URL> getResources(String name) throws IOException {
                return Collections.enumeration(List.of(list.toUri().toURL()));
            }
        };

        for (List<String> names : List.of(List.of(Unmakeable.class.getName()), List.<String>of())) {
            assertThatThrownBy(() -> Domains.find(names, listing))
                    .isInstanceOf(SettingsException.class)
                    .hasMessageContainingAll(Unmakeable.class.getName(), why)
                    .hasMessageNotContaining("\n");
        }
    }

    private static final StreamType<?, ?, ?> ACCOUNT = new Bank().streamTypes().getFirst();

    private static final View<?> ACCOUNTS = View.of("accounts", Row.class).on(ACCOUNT, (_, _, _) -> {});

    record Row(String id) {}

    /** A domain of whatever it is given. */
    private record Given(
            String name, List<StreamType<?, ?, ?>> streamTypes, List<View<?>> views, List<Handler> handlers)
            implements Domain {}

    private static Stream<Arguments> thoseThatDoNotFitTogether() {
        var own = new Given("own", List.of(ACCOUNT), List.of(ACCOUNTS), List.of());
        Handler handler = Handler.fromNow("tell").on(ACCOUNT, (_, _, _) -> {});
        return Stream.of(
                arguments(List.of(new Bank(), new Bank()), "two domains are named bank: bank (" + Bank.class.getName()),
                arguments(List.of(new Bank(), own), "the stream type account is defined twice, by bank ("),
                arguments(
                        List.of(new Given("a", List.of(ACCOUNT), List.of(ACCOUNTS, ACCOUNTS), List.of())),
                        "the view accounts is defined twice, by a ("),
                arguments(
                        List.of(new Given("a", List.of(ACCOUNT), List.of(), List.of(handler, handler))),
                        "the handler tell is defined twice, by a ("),
                arguments(
                        List.of(new Given("a", List.of(), List.of(ACCOUNTS), List.of())),
                        "the view accounts of a (" + Given.class.getName()
                                + ") follows the stream type account, which no domain serves; served are "),
                arguments(
                        List.of(new Given("a", List.of(), List.of(), List.of(handler))),
                        "the handler tell of a (" + Given.class.getName()
                                + ") follows the stream type account, which no"),
                arguments(
                        List.of(new Given("a", List.of(), List.of(View.of("none", Row.class)), List.of())),
                        "the view none of a (" + Given.class.getName() + ") follows no stream type"));
    }

    @ParameterizedTest
    @MethodSource("thoseThatDoNotFitTogether")
    void refusesDomainsThatDoNotFitTogether(List<Domain> domains, String message) {
        assertThatThrownBy(() -> Domains.configure(domains, Map.of()))
                .isInstanceOf(DomainException.class)
                .hasMessageContaining(message);
    }

    @Test
    void refusesAViewWhoseTablesWouldMeetThoseOfAnother() {
        Domain domain = new Domain() {
            @Override
            public String name() {
                return "two";
            }

            @Override
            public List<StreamType<?, ?, ?>> streamTypes() {
                return List.of(ACCOUNT);
            }

            @Override
            public List<View<?>> views() {
                return List.of(ACCOUNTS, View.of("accounts--1", Row.class).on(ACCOUNT, (_, _, _) -> {}));
            }
        };

        assertThatThrownBy(() -> Domains.configure(List.of(domain), Map.of()))
                .isInstanceOf(DomainException.class)
                .hasMessageContainingAll("the name of a view", "never '--': accounts--1")
                .hasMessageNotContaining("\n");
    }

    @Test
    void tellsWhyADomainCannotTellItsTypes() {
        Domain failing = new Domain() {
            @Override
            public String name() {
                return "failing";
            }

            @Override
            public List<StreamType<?, ?, ?>> streamTypes() {
                throw new IllegalStateException("there is no vault");
            }
        };

        assertThatThrownBy(() -> Domains.configure(List.of(failing), Map.of()))
                .isInstanceOf(DomainException.class)
                .hasMessageContaining("the stream types of the domain failing ("
                        + failing.getClass().getName()
                        + ") cannot be told: java.lang.IllegalStateException: there is no vault, at ");
    }
}
