package dev.recount.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** The promises of one subject's key. */
class SubjectKeyTest {

    private static final byte[] PLAIN = bytes("Ada Lovelace");
    private static final byte[] CONTEXT = bytes("customer/17 5 name");

    private static final byte[] SEALED =
            HexFormat.of().parseHex("000102030405060708090a0bfc17a34d34da109f182fad9787f57e09c69389b3db40e4a5a1ff2863");

    private final SubjectKey key = SubjectKey.of(SubjectKey.draw());

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void opensWhatItSealed() {
        byte[] sealed = key.seal(PLAIN, CONTEXT);

        assertThat(key.open(sealed, CONTEXT))
                .hasValueSatisfying(plain -> assertThat(plain).isEqualTo(PLAIN));
        assertThat(new String(sealed, StandardCharsets.ISO_8859_1)).doesNotContain("Ada");
    }

    @Test
    void sealsTheSameToOtherBytesEachTime() {
        assertThat(key.seal(PLAIN, CONTEXT)).isNotEqualTo(key.seal(PLAIN, CONTEXT));
    }

    @Test
    void opensNothingInAnotherContext() {
        byte[] sealed = key.seal(PLAIN, CONTEXT);

        assertThat(key.open(sealed, bytes("customer/17 6 name"))).isEmpty();
        assertThat(key.open(sealed, new byte[0])).isEmpty();
    }

    @Test
    void opensNothingOfAnotherKeys() {
        byte[] sealed = SubjectKey.of(SubjectKey.draw()).seal(PLAIN, CONTEXT);

        assertThat(key.open(sealed, CONTEXT)).isEmpty();
    }

    @Test
    void opensNothingOfWhichAByteWasChanged() {
        byte[] sealed = key.seal(PLAIN, CONTEXT);
        for (int i = 0; i < sealed.length; i++) {
            byte[] changed = sealed.clone();
            changed[i] ^= 1;
            assertThat(key.open(changed, CONTEXT)).as("byte %s", i).isEmpty();
        }
    }

    @Test
    void opensNothingOfBytesThatNobodySealed() {
        for (int length = 0; length < 64; length++) {
            assertThat(key.open(new byte[length], CONTEXT)).isEmpty();
        }
    }

    @Test
    void givesTheSameCodeForTheSameBytesAlone() {
        assertThat(key.mac(PLAIN)).hasSize(32).isEqualTo(key.mac(PLAIN)).isNotEqualTo(key.mac(CONTEXT));
        assertThat(SubjectKey.of(SubjectKey.draw()).mac(PLAIN)).isNotEqualTo(key.mac(PLAIN));
    }

    /** Codes and sealed bytes that are stored outlive versions; these were worked out by another program. */
    @Test
    void staysWhatItIs() {
        SubjectKey fixed = SubjectKey.of(bytes("0123456789abcdef0123456789abcdef"));

        assertThat(HexFormat.of().formatHex(fixed.mac(PLAIN)))
                .isEqualTo("33d3564f59f3006550994ecb267585a5e109ac61f7c61117fa7cee89277ab916");
        assertThat(fixed.open(SEALED, CONTEXT))
                .hasValueSatisfying(plain -> assertThat(plain).isEqualTo(PLAIN));
    }

    @Test
    void hasThirtyTwoBytesAndTellsNoneOfThem() {
        assertThatThrownBy(() -> SubjectKey.of(new byte[16])).isInstanceOf(IllegalArgumentException.class);
        assertThat(key).hasToString("a subject's key");
    }
}
