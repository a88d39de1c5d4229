package dev.recount.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.recount.journal.EncodedCommand;
import dev.recount.journal.codec.CommandCodec;
import dev.recount.journal.codec.StreamCodec;
import dev.recount.model.evolution.Upcast;
import dev.recount.model.evolution.Upcaster;
import dev.recount.stream.Shipping;
import dev.recount.stream.Shipping.Today.Command;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandUpcasterFixtureTest {

    private final CommandUpcasterFixture<Command> recorded = CommandUpcasterFixture.of(Shipping.TODAY);
    private final CommandUpcasterFixture<Command> accepting =
            CommandUpcasterFixture.of(Shipping.TODAY.acceptOldCommands());

    @Test
    void holdsSamplesAgainstTheCommandsOfToday() {
        recorded.given("Ship", 1, "{\"to\": \"Ann\", \"grams\": 1500}")
                .given("Send", 1, "{\"to\": \"Bob\", \"grams\": 1}")
                .given("Send", 2, "{\"to\": \"Cem\", \"kilos\": 2}")
                .given("Hold", 1, "{\"why\": \"rain\"}")
                .then(
                        new Command.Send("Ann", new BigDecimal("1.500")),
                        new Command.Send("Bob", new BigDecimal("0.001")),
                        new Command.Send("Cem", new BigDecimal("2")),
                        new Command.Hold("rain"));
    }

    @Test
    void takesWhatClientsSendInTheLatestFormThatItFits() {
        accepting
                .sent("Hold", "{\"reason\": \"rain\"}")
                .sent("Hold", "{\"why\": \"snow\"}")
                .sent("Ship", "{\"to\": \"Ann\", \"grams\": 5}")
                .then(
                        new Command.Hold("rain"),
                        new Command.Hold("snow"),
                        new Command.Send("Ann", new BigDecimal("0.005")));
    }

    @Test
    void takesNoOldOnesWhereTheStreamTypeDoesNotSaySo() {
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> recorded.sent("Ship", "{\"to\": \"Ann\", \"grams\": 5}"))
                .withMessageContaining("parcel has no command Ship");
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> recorded.sent("Hold", "{\"why\": \"rain\"}"))
                .withMessageContaining("reason: is missing");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"to\": \"Ann\", \"grams\": 5} more",
                "{\"to\": \"Ann\", \"grams\": 5, \"grams\": 6}",
                "{\"to\": \"Ann\", \"grams\": 1e999999999}",
                "{\"to\": \"Ann\", \"grams\": 5, \"more\": [{\"n\": -1e-999999999}]}",
                "{\"to\": \"Ann\", \"grams\": 5, \"more\": 1}",
                "{\"to\": \"Ann\"}",
                "{\"to\": \"Ann\", \"grams\": \"5\"}",
                "[]",
                "null",
                ""
            })
    void takesNothingOldThatIsMalformed(String data) {
        assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> accepting.sent("Ship", data));
    }

    @Test
    void saysWhatDoesNotHold() {
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(
                        () -> recorded.given("Hold", 1, "{\"why\": \"rain\"}").then(new Command.Hold("snow")))
                .withMessageContaining("but today it is [Hold[reason=rain]]");
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> recorded.given("Hold", 3, "{}"))
                .withMessageContaining("no command of today and no upcaster reads parcel.Hold/3");
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> recorded.given("Ship", 1, "{\"to\": 7, \"grams\": 5}"))
                .withMessageContaining("does not fit Send/2: to: must be a text");
    }

    @Test
    void readsOneCommandAsOneAlone() {
        var twice = Shipping.TODAY.upcastCommand(Upcaster.from("Keep", 1)
                .into(fields -> List.of(Upcast.to("Hold/2", fields), Upcast.to("Hold/2", fields)), "Hold/2"));

        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> CommandUpcasterFixture.of(twice).given("Keep", 1, "{\"reason\": \"rain\"}"))
                .withMessageContaining("make 2 commands of Keep/1");
    }

    @Test
    void aCommandIsWrittenInTheRevisionThatFollowsItsUpcasters() {
        CommandCodec<Command> codec = new StreamCodec<>(Shipping.TODAY).commands();

        assertThat(List.of(new Command.Send("Ann", BigDecimal.ONE), new Command.Hold("rain")))
                .extracting(codec::write)
                .extracting(EncodedCommand::revision)
                .containsExactly(2, 2);
    }
}
