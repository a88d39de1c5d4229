package dev.recount.model.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.recount.migration.Chest;
import dev.recount.migration.Purse;
import dev.recount.model.DomainException;
import dev.recount.model.EventContext;
import dev.recount.model.EventId;
import dev.recount.model.Metadata;
import dev.recount.model.StreamId;
import dev.recount.model.migration.Copies.Copy;
import dev.recount.model.type.StreamType;
import java.util.List;
import org.junit.jupiter.api.Test;

class MigrationTest {

    private static final StreamType<Purse.State, Purse.Command, Purse.Event> PURSE =
            StreamType.of("purse", new Purse());
    private static final StreamType<Chest.State, Chest.Command, Chest.Event> CHEST =
            StreamType.of("chest", new Chest());
    private static final EventContext CONTEXT =
            new EventContext(EventId.of(new StreamId("purse", "1"), 7), Metadata.UNKNOWN);

    private static Migration<Purse.Event, Chest.Event> into(String id) {
        return Migration.from(PURSE).to(CHEST, (_, _) -> List.of(Copy.of(id, new Chest.Changed(1))));
    }

    @Test
    void isNamedAfterBothTypesOrAsItIsSaid() {
        assertThat(into("1").name()).isEqualTo("purse-to-chest");
        assertThat(into("1").named("hoard").name()).isEqualTo("hoard");
        assertThat(into("1").named("hoard")).hasToString("migration hoard");
    }

    @Test
    void givesWhatItsRuleGives() {
        assertThat(into("x").copies(new Purse.Event.Filled(1, ""), CONTEXT))
                .isEqualTo(List.of(new Copy<Chest.Event>("x", new Chest.Changed(1))));
    }

    @Test
    void leadsElsewhere() {
        assertThatThrownBy(() -> Migration.from(PURSE).to(PURSE, (_, _) -> List.of()))
                .isInstanceOf(DomainException.class)
                .hasMessage("a migration leads from purse to itself: the new streams need a type of their own");
    }

    @Test
    void hasANameThatCanBeUsed() {
        for (String name : List.of("", "Hoard", "1st", "a".repeat(51))) {
            assertThatThrownBy(() -> into("1").named(name))
                    .isInstanceOf(DomainException.class)
                    .hasMessageStartingWith("the name of a migration has a lower-case letter");
        }
    }

    @Test
    void namesTheEventThatItWouldCopyIntoNoStream() {
        assertThatThrownBy(() -> into("a/b").copies(new Purse.Event.Filled(1, ""), CONTEXT))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("migration purse-to-chest copies purse/1@7 into a stream that cannot be: 'a/b'");
    }
}
