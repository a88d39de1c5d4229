package dev.recount.http.access.domain;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recount.model.domain.Domain;
import dev.recount.model.type.StreamType;
import dev.recount.model.view.View;
import dev.recount.server.Pause;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Streams that hold the same value are named to those alone who may read them. */
class HiddenDuplicatesTest extends SafesCase {

    /** Safes of which no two may have as many things. */
    private static Domain counting() {
        return new Domain() {
            @Override
            public String name() {
                return "safes";
            }

            @Override
            public List<StreamType<?, ?, ?>> streamTypes() {
                return List.of(Safe.TYPE.unique("things", state -> Optional.of(String.valueOf(state.things()))));
            }

            @Override
            public List<View<?>> views() {
                return List.of(Safe.VIEW);
            }
        };
    }

    private JsonNode things(String caller) {
        return get(caller, "/admin/claims").body().path("claims").path(0);
    }

    @Test
    void areToldToThoseWhoMayReadThem() {
        fill("ann", "ann", 1);
        for (String hidden : List.of("ben", "carl")) {
            fill(hidden, hidden, 1);
        }
        fill("dora", "dora", 7);
        fill("emil", "emil", 7);
        stop();
        start(counting());
        Pause.until(() -> things("ann").path("types").findValuesAsText("state").contains("DUPLICATES"));
        assertThat(things("ann").path("heldTwice").toString()).isEqualTo("[[\"safe/ann\"]]");
        assertThat(things("ann").path("duplicates").asInt()).isEqualTo(3);
        assertThat(things("auditor").path("heldTwice")).hasSize(2);
        assertThat(things("auditor").path("heldTwice").toString())
                .contains("safe/ann", "safe/ben", "safe/carl", "safe/dora", "safe/emil");
    }
}
