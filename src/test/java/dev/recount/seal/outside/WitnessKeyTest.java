package dev.recount.seal.outside;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.recount.verifier.TestWitness;
import org.junit.jupiter.api.Test;

/** The keys of witnesses, as settings have them. */
class WitnessKeyTest {

    /** An Ed25519 key that signs notes, of the documentation of signed notes. */
    private static final String OF_A_LOG = "example.com/foo+530d903d+ASJQMjvVZU3A4SUOQrmE3RjAyZIDjMtWkyoOJqPqvyyO";

    @Test
    void areTakenAsWitnessesPublishThem() {
        try (TestWitness witness = TestWitness.start("witness.example/w1")) {
            WitnessKey key = WitnessKey.parse(witness.key());
            assertThat(key.name()).isEqualTo("witness.example/w1");
            assertThat(key).isEqualTo(WitnessKey.parse(witness.key()));
            assertThat(key.cosignature("\u2014 witness.example/w1 AAAA\nnone\n\u2014 witness.example/w1 *\n", "text\n"))
                    .isEmpty();
        }
    }

    @Test
    void areToldFromOthers() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> WitnessKey.parse(OF_A_LOG))
                .withMessageContaining("type 4");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> WitnessKey.parse("one two+12345678+BA"))
                .withMessageContaining("name, eight hexadecimal digits");
        try (TestWitness witness = TestWitness.start("a")) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> WitnessKey.parse("b" + witness.key().substring(1)))
                    .withMessageContaining("a character of it is wrong");
        }
    }
}
