package dev.recount.server.health;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recount.server.Pause;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Props;
import org.apache.pekko.actor.typed.javadsl.Adapter;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Actors that have ended before their node. */
class VitalActorsTest {

    private final ActorSystem<Void> system = ActorSystem.create(Behaviors.empty(), "vital");

    @AfterEach
    void stop() {
        system.terminate();
    }

    private ActorRef actor(String name) {
        return Adapter.toClassic(system.systemActorOf(Behaviors.empty(), name, Props.empty()));
    }

    @Test
    void areTold() {
        ActorRef journal = actor("journal");
        ActorRef region = actor("region");
        var stopping = new AtomicBoolean();
        var vital =
                new VitalActors(system, Map.of("jdbc-journal", journal, "the streams account", region), stopping::get);
        assertThat(vital.problem()).isEmpty();

        system.classicSystem().stop(journal);
        while (vital.problem().isEmpty()) {
            Pause.briefly();
        }
        assertThat(vital.problem()).hasValue("jdbc-journal has ended");
        stopping.set(true);
        assertThat(vital.problem()).isEmpty();
    }
}
