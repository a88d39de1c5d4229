package dev.recount.replay;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.recount.journal.CommandRecord;
import dev.recount.replay.CommandMemory.Remembered;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A stream remembers the last commands that it carried out. */
class CommandMemoryTest {

    private static final int MANY = 700;
    private static final ObjectReader READER = new JsonMapper().readerForListOf(Remembered.class);

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 31, 32, 33, 63, 64, 65, 100, 256, 1_000})
    void holdsTheLastCommandsAndNoOther(int limit) {
        CommandMemory memory = CommandMemory.EMPTY;
        for (long version = 1; version <= MANY; version++) {
            memory = memory.after(begins("c" + version, "digest"), version, limit);

            assertThat(memory.all()).isEqualTo(commands(Math.max(1, version - limit + 1), version));
        }
        for (long version = 1; version <= MANY; version++) {
            assertThat(memory.find("c" + version))
                    .isEqualTo(
                            version > MANY - limit
                                    ? Optional.of(new Remembered("c" + version, "digest", version, version))
                                    : Optional.empty());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 31, 32, 33, 64, 100, 256})
    void isTheSameAfterItWasSaved(int limit) throws IOException {
        CommandMemory memory = CommandMemory.EMPTY;
        for (long version = 1; version <= MANY; version++) {
            memory = memory.after(begins("\"é\" " + version, "digest"), version, limit);
            List<Remembered> all = memory.all();

            CommandMemory saved = CommandMemory.of(READER.readValue(memory.json()));

            assertThat(saved.all()).isEqualTo(all);
            assertThat(memory.all()).isEqualTo(all);
            assertThat(memory.find(all.getFirst().id())).hasValue(all.getFirst());
            assertThat(saved.json()).isEqualTo(memory.json());
        }
    }

    @Test
    void holdsNothingWhereNothingIsToBeRemembered() {
        CommandMemory memory = CommandMemory.EMPTY.after(begins("a", "digest"), 1, 0);

        assertThat(memory.all()).isEmpty();
        assertThat(memory.json()).isEqualTo("[]");
        assertThat(memory.find("a")).isEmpty();
    }

    @Test
    void doesNotChangeWithWhatComesAfter() {
        CommandMemory before = memoryOf(32);
        CommandMemory one = before.after(begins("one", "1"), 33, 256);
        CommandMemory other = before.after(begins("other", "2"), 33, 256);

        assertThat(before.all()).isEqualTo(commands(1, 32));
        assertThat(one.find("other")).isEmpty();
        assertThat(other.find("one")).isEmpty();
        assertThat(one.all()).hasSize(33);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 32, 33})
    void knowsTheLastEventOfACommandThatHasSeveral(int commands) {
        CommandMemory first = memoryOf(commands);
        CommandMemory second = first.after(goesOn("c" + commands), commands + 1, 256);

        assertThat(second.find("c" + commands))
                .hasValue(new Remembered("c" + commands, "digest", commands, commands + 1));
        assertThat(first.find("c" + commands)).hasValue(new Remembered("c" + commands, "digest", commands, commands));
        assertThat(second.all()).hasSize(commands);
    }

    @Test
    void leavesOutACommandWhoseBeginningItDoesNotKnow() {
        assertThat(CommandMemory.EMPTY.after(goesOn("a"), 2, 256).all()).isEmpty();
        assertThat(memoryOf(3).after(goesOn("a"), 4, 256).all()).isEqualTo(commands(1, 3));
    }

    @Test
    void knowsTheLaterOfTwoCommandsOfOneId() {
        CommandMemory memory = memoryOf(40).after(begins("c1", "another"), 41, 256);

        assertThat(memory.find("c1")).hasValue(new Remembered("c1", "another", 41, 41));
        assertThat(memory.all()).hasSize(40).endsWith(new Remembered("c1", "another", 41, 41));
    }

    @Test
    void tellsIdsOfOneHashApart() {
        CommandMemory memory = CommandMemory.EMPTY.after(begins("Aa", "1"), 1, 256);

        assertThat("Aa".hashCode()).isEqualTo("BB".hashCode());
        assertThat(memory.find("BB")).isEmpty();
        assertThat(memory.after(begins("BB", "2"), 2, 256).find("Aa")).hasValue(new Remembered("Aa", "1", 1, 1));
    }

    @Test
    void forgetsWhatIsTooMuchForASmallerLimit() {
        CommandMemory memory = memoryOf(300).after(begins("c301", "digest"), 301, 2);

        assertThat(memory.all()).isEqualTo(commands(300, 301));
        assertThat(memory.find("c299")).isEmpty();
    }

    private static CommandMemory memoryOf(int commands) {
        return CommandMemory.of(commands(1, commands));
    }

    private static List<Remembered> commands(long from, long to) {
        return LongStream.rangeClosed(from, to)
                .mapToObj(version -> new Remembered("c" + version, "digest", version, version))
                .toList();
    }

    private static CommandRecord begins(String id, String digest) {
        return new CommandRecord(
                id, Optional.of(new CommandRecord.Detail("Deposit", 1, digest, Optional.empty(), Optional.empty())));
    }

    private static CommandRecord goesOn(String id) {
        return new CommandRecord(id, Optional.empty());
    }
}
