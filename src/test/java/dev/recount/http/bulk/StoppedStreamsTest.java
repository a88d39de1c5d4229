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
        StoppedStreams streams = StoppedStreams.forGood(10);
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
        for (String command : new String[] {"b", "c", "d", "d"}) {
            assertThat(streams.refuses(ONE, command)).as(command).isTrue();
        }

        streams.stop(OTHER, "x");
        assertThat(streams.refuses(OTHER, "y")).isTrue();
        assertThat(streams.refuses(OTHER, "y")).as("not remembered").isTrue();
        assertThat(streams.refuses(OTHER, "x")).as("that which stopped it is").isFalse();
        assertThat(streams.refuses(ONE, "b")).isFalse();

        streams.stop(OTHER, "x");
        assertThat(streams.refuses(OTHER, "y")).isTrue();
        assertThat(streams.refuses(OTHER, "y")).as("there is room again").isFalse();
    }

    @Test
    void areAllWhereThereAreMoreThanAreRemembered() {
        StoppedStreams streams = StoppedStreams.untilSentAgain(1);
        streams.stop(ONE, "a");
        assertThat(streams.refuses(OTHER, "b")).isFalse();
        assertThat(streams.areAll()).isFalse();

        streams.stop(OTHER, "b");

        assertThat(streams.areAll()).isTrue();
        assertThat(streams.refuses(ONE, "a")).isTrue();
        assertThat(streams.refuses(OTHER, "b")).isTrue();
        assertThat(streams.refuses(new StreamId("account", "3"), "c")).isTrue();
    }
}
