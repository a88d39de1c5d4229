package dev.recount.http.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recount.model.StreamId;
import org.junit.jupiter.api.Test;

/** Streams of which a command may not have been carried out. */
class StoppedStreamsTest {

    private static final StreamId ONE = new StreamId("account", "1");
    private static final StreamId OTHER = new StreamId("account", "2");

    @Test
    void stayStoppedInARequest() {
        StoppedStreams streams = StoppedStreams.forGood();
        assertThat(streams.refuses(ONE, "a")).isFalse();

        streams.stop(ONE, "a");

        for (String command : new String[] {"b", "a", "b", "c"}) {
            assertThat(streams.refuses(ONE, command)).as(command).isTrue();
            assertThat(streams.refuses(OTHER, command)).as(command).isFalse();
        }
    }

    @Test
    void goOnInASessionWithTheCommandThatFailedOrOneThatWasNotTried() {
        StoppedStreams streams = StoppedStreams.untilSentAgain(10);
        for (String again : new String[] {"a", "b", "c"}) {
            streams.stop(ONE, "a");
            assertThat(streams.refuses(ONE, "b")).isTrue();
            assertThat(streams.refuses(ONE, "c")).isTrue();
            assertThat(streams.refuses(OTHER, "b")).isFalse();

            assertThat(streams.refuses(ONE, again)).isFalse();

            assertThat(streams.refuses(ONE, "d")).isFalse();
        }
    }

    @Test
    void areRememberedByNoMoreCommandsThanMayBe() {
        StoppedStreams streams = StoppedStreams.untilSentAgain(2);
        streams.stop(ONE, "a");
        assertThat(streams.refuses(ONE, "b")).isTrue();
        assertThat(streams.refuses(ONE, "c")).isTrue();

        assertThat(streams.refuses(ONE, "c")).as("not remembered").isTrue();
        assertThat(streams.refuses(ONE, "b")).isFalse();

        streams.stop(OTHER, "x");
        assertThat(streams.refuses(OTHER, "y")).isTrue();
        assertThat(streams.refuses(OTHER, "y")).as("there is room again").isFalse();
    }
}
