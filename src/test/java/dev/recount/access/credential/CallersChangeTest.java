package dev.recount.access.credential;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recount.administration.AdministrationCommand.NoteCallersChange;
import dev.recount.administration.NamedCaller;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a server tells of a file of callers that it reads again. */
class CallersChangeTest {

    private static final String SECRET = ApiKey.make().hash();

    @TempDir
    Path folder;

    private static KnownCaller key(String name, String secret, String... roles) {
        return new KnownCaller(name, secret, Set.of(roles), Map.of(), Optional.empty());
    }

    private static NamedCaller named(String name) {
        return new NamedCaller("api-key", name);
    }

    @Test
    void isToldOnceAndByNamesAlone() {
        var file = new CallersFile(folder.resolve("callers"), "recount.access.callers");
        file.change(_ -> List.of(key("ann", SECRET), key("bob", ApiKey.make().hash())));
        var callers = new KnownCallers(file, Clock.systemUTC());
        assertThat(callers.readAgain()).isEmpty();

        String other = ApiKey.make().hash();
        String password = PasswordHash.of("a long password").toString();
        file.change(_ -> List.of(
                key("ann", SECRET, "admin"),
                key("ci", other),
                new KnownCaller("ann", password, Set.of(), Map.of(), Optional.empty())));
        NoteCallersChange change = callers.readAgain().orElseThrow();
        assertThat(change)
                .isEqualTo(new NoteCallersChange(
                        List.of(new NamedCaller("user", "ann"), named("ci")),
                        List.of(named("bob")),
                        List.of(named("ann")),
                        0));
        assertThat(change.toString()).doesNotContain(other, password, SECRET);
        assertThat(callers.readAgain()).isEmpty();
    }

    @Test
    void isOfAHolderWhoGetsAnotherKey() {
        NoteCallersChange change = CallersChange.between(
                List.of(key("ci", SECRET)),
                List.of(key("ci", SECRET), key("ci", ApiKey.make().hash())));
        assertThat(change).isEqualTo(new NoteCallersChange(List.of(), List.of(), List.of(named("ci")), 0));
    }

    @Test
    void namesSomeAndCountsTheOthers() {
        var many = new ArrayList<KnownCaller>();
        for (int number = 0; number < CallersChange.MOST_NAMED + 7; number++) {
            many.add(key("caller" + number, SECRET));
        }
        NoteCallersChange change = CallersChange.between(List.of(), many);
        assertThat(change.added()).hasSize(CallersChange.MOST_NAMED);
        assertThat(change.others()).isEqualTo(7);
    }
}
