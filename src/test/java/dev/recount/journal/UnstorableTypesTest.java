package dev.recount.journal;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.recount.journal.codec.Codecs;
import dev.recount.json.type.JsonTypes;
import dev.recount.json.type.SealedTypes;
import dev.recount.model.DomainException;
import dev.recount.model.type.StreamType;
import java.time.LocalDate;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A domain that could not be stored and read back is refused at the start, by the class and component to mend. */
class UnstorableTypesTest {

    sealed interface State {
        record Open(String status) implements State {}
    }

    sealed interface Nameless {
        record Some(String type) implements Nameless {}
    }

    sealed interface Halves {
        record Half() implements Halves {}

        enum Other implements Halves {
            ONE
        }
    }

    record Generic<T>(T value) {}

    record Key(int value) {}

    record AnyObject(Object component) {}

    record AThread(Thread component) {}

    record ADate(Date component) {}

    @SuppressWarnings("ArrayRecordComponent") // as a careless user writes it
    record Bytes(byte[] component) {}

    record Letter(char component) {}

    record Lazy(Supplier<String> component) {}

    @SuppressWarnings("rawtypes") // as a careless user writes it
    record RawList(List component) {}

    record Wild(List<?> component) {}

    record RecordKeys(Map<Key, String> component) {}

    record OfGeneric(Generic<String> component) {}

    record Deep(Optional<List<Map<String, Set<Object>>>> component) {}

    record OptionalInList(List<Optional<String>> component) {}

    record OptionalInOptional(Optional<Optional<String>> component) {}

    record Recursive(
            String name, List<Recursive> children, Optional<Recursive> next, Map<LocalDate, Recursive> byDay) {}

    private static void check(Class<?> type) {
        new JsonTypes(new SealedTypes(Set.of(), State.class)).require(type);
    }

    @ParameterizedTest
    @ValueSource(
            classes = {
                AnyObject.class,
                AThread.class,
                ADate.class,
                Bytes.class,
                Letter.class,
                Lazy.class,
                RawList.class,
                Wild.class,
                RecordKeys.class,
                OfGeneric.class,
                Deep.class,
                OptionalInList.class,
                OptionalInOptional.class
            })
    void areNamedWithTheirComponent(Class<?> type) {
        assertThatThrownBy(() -> check(type))
                .isInstanceOf(DomainException.class)
                .hasMessageStartingWith(type.getName() + ".component: the type ")
                .hasMessageContaining("cannot be written as JSON");
    }

    @Test
    void areGenericRecords() {
        assertThatThrownBy(() -> check(Generic.class))
                .isInstanceOf(DomainException.class)
                .hasMessageStartingWith(Generic.class.getName() + ".value: the type T ");
    }

    @Test
    void areSealedInterfacesOfOtherThingsThanRecords() {
        assertThatThrownBy(() -> check(Halves.class))
                .isInstanceOf(DomainException.class)
                .hasMessageContaining(Halves.Other.class.getName());
    }

    @Test
    void areRecordsWhoseComponentHidesTheNameOfTheCase() {
        assertThatThrownBy(() -> check(Nameless.class))
                .isInstanceOf(DomainException.class)
                .hasMessageStartingWith(Nameless.Some.class.getName() + ".type: ");
        assertThatThrownBy(() -> check(State.class))
                .isInstanceOf(DomainException.class)
                .hasMessageStartingWith(State.Open.class.getName() + ".status: ");
    }

    @Test
    void areNotRecordsThatHoldThemselves() {
        assertThatCode(() -> check(Recursive.class)).doesNotThrowAnyException();
    }

    @Test
    void areFoundWhereAStreamTypeIsDefined() {
        List<StreamType<?, ?, ?>> twice =
                List.of(StreamType.of("order", new Orders()), StreamType.of("order", new Orders()));

        assertThatThrownBy(() -> new Codecs(twice))
                .isInstanceOf(DomainException.class)
                .hasMessageContainingAll("order", "defined twice", Orders.class.getName());
    }
}
