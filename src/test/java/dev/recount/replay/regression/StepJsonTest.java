package dev.recount.replay.regression;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recount.model.Metadata;
import dev.recount.model.Principal;
import dev.recount.model.StreamId;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class StepJsonTest {

    @Test
    void keepsWhatTheSenderNoted() {
        var metadata = new Metadata(
                Instant.EPOCH,
                Instant.EPOCH,
                new Principal("ann"),
                "talk",
                Optional.empty(),
                Map.of("channel", "web", "campaign", "spring"));
        var step = new DecidedStep(
                new StreamId("account", "1"),
                OptionalLong.of(1),
                false,
                metadata,
                Optional.empty(),
                new DecidedStep.Rejected("NO", "no"));

        assertThat(StepJson.read(StepJson.write(step))).isEqualTo(step);
    }
}
