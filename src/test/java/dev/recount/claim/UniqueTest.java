package dev.recount.claim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.recount.journal.codec.Codecs;
import dev.recount.model.DomainException;
import dev.recount.model.personal.Personal;
import dev.recount.model.type.StreamType;
import dev.recount.model.type.Unique;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The definitions of values that one stream at a time holds. */
class UniqueTest {

    private static final StreamType<Club.Team, Club.Call, Club.Called> TEAMS = StreamType.of("team", new Club.Teams());

    @Test
    void haveNamesThatFitIntoAddresses() {
        for (String name : List.of("", "E-mail", "1", "e/mail", "a".repeat(64))) {
            assertThatThrownBy(() -> Unique.named(name))
                    .isInstanceOf(DomainException.class)
                    .hasMessageStartingWith("unique: the name " + name + " is not a lower-case letter");
        }
    }

    @Test
    void areOneOfEachNameForAType() {
        StreamType<Club.Team, Club.Call, Club.Called> once = TEAMS.unique("handle", Club.Team::handle);
        assertThatThrownBy(() -> once.unique("handle", Club.Team::handle))
                .isInstanceOf(DomainException.class)
                .hasMessage("unique: team has two claims of the name handle");
    }

    @Test
    void areOfSeveralTypesOnlyWhereTheseShareThem() {
        for (String name : List.of("email", "handle")) {
            StreamType<?, ?, ?> teams = TEAMS.unique(name, Club.Team::handle);
            assertThatThrownBy(() -> new Codecs(List.of(new Club().members(), teams)))
                    .isInstanceOf(DomainException.class)
                    .hasMessage("unique: the stream types member and team each define values of " + name
                            + ": they share one Unique, or one of them takes another name");
        }
        StreamType<?, ?, ?> sharing = TEAMS.unique(Club.HANDLE, Club.Team::handle);
        assertThat(new Codecs(List.of(new Club().members(), sharing)).types()).hasSize(2);
    }

    @Test
    void arePersonalDataOnlyWhereAStreamHoldsSome() {
        StreamType<?, ?, ?> teams = TEAMS.unique(
                Unique.personal("handle"),
                team -> Optional.of(Personal.of(team.handle().orElse(""))));
        assertThatThrownBy(() -> new Codecs(List.of(teams)))
                .isInstanceOf(DomainException.class)
                .hasMessageContaining("handle is personal data, and its commands, events and states hold none");
    }
}
