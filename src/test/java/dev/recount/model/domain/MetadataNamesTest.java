package dev.recount.model.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.recount.model.DomainException;
import dev.recount.model.type.StreamType;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MetadataNamesTest {

    private static Domain listing(List<String> names) {
        return new Domain() {
            @Override
            public String name() {
                return "letters";
            }

            @Override
            public List<StreamType<?, ?, ?>> streamTypes() {
                return List.of();
            }

            @Override
            public List<String> metadata() {
                return names;
            }
        };
    }

    private static List<String> many(int names) {
        return IntStream.range(0, names).mapToObj(number -> "n" + number).toList();
    }

    @Test
    void areThoseOfTheDomainInOrder() {
        assertThat(MetadataNames.of(listing(List.of("channel", "campaign")))).containsExactly("campaign", "channel");
        assertThat(MetadataNames.of(listing(many(16)))).hasSize(16);
        assertThat(MetadataNames.of(listing(List.of("a234567890123456")))).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Channel", "1st", "sub-channel", "a2345678901234567", "caf\u00e9"})
    void haveOneForm(String name) {
        assertThatExceptionOfType(DomainException.class)
                .isThrownBy(() -> MetadataNames.of(listing(List.of(name))))
                .withMessageStartingWith("domain letters: metadata: \"" + name + "\" cannot be a name");
    }

    @Test
    void areFewAndEachThereOnce() {
        assertThatExceptionOfType(DomainException.class)
                .isThrownBy(() -> MetadataNames.of(listing(many(17))))
                .withMessageContaining("17 names");
        assertThatExceptionOfType(DomainException.class)
                .isThrownBy(() -> MetadataNames.of(listing(List.of("channel", "channel"))))
                .withMessageContaining("channel is there twice");
    }
}
