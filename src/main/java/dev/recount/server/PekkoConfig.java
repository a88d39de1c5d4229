package dev.recount.server;

import static java.util.Map.entry;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigValueFactory;
import dev.recount.cluster.tls.NodeTransport;
import dev.recount.database.place.DatabasePlace;
import dev.recount.server.settings.Settings;
import dev.recount.stream.pekko.journal.JournalSetup;
import dev.recount.stream.pekko.state.StateSetup;
import java.util.List;
import java.util.Map;

/** The configuration that Pekko runs with: fixed, but for what follows from the server's settings. */
public final class PekkoConfig {

    private PekkoConfig() {}

    /**
     * Returns the configuration of a node.
     *
     * @param roles what the nodes know of each other
     */
    static Config of(Settings settings, List<String> roles) {
        return under(
                ConfigFactory.parseMap(derived(settings))
                        .withValue("pekko.cluster.roles", ConfigValueFactory.fromIterable(roles)),
                settings.journal().journals());
    }

    /**
     * Returns the fixed configuration with other values laid over it.
     *
     * @param journals how many there are
     */
    public static Config under(Config own, int journals) {
        Config fixed = ConfigFactory.parseResources(
                PekkoConfig.class.getClassLoader(),
                "dev/recount/server/pekko.conf",
                ConfigParseOptions.defaults().setAllowMissing(false));
        Config resolved = own.withFallback(fixed)
                .withFallback(ConfigFactory.defaultReference())
                .resolve();
        return JournalSetup.plugins(resolved, journals)
                .withFallback(StateSetup.plugins(resolved, journals))
                .withFallback(resolved);
    }

    private static Map<String, Object> derived(Settings settings) {
        String passivation = "pekko.cluster.sharding.passivation.streams.";
        int shutdownSeconds = Math.toIntExact(settings.http().shutdownTimeout().toSeconds()) + 5;
        return Map.ofEntries(
                entry(
                        "pekko.remote.artery.canonical.hostname",
                        settings.cluster().host()),
                entry("pekko.remote.artery.canonical.port", settings.cluster().port()),
                entry("pekko.remote.artery.transport", transport(settings)),
                entry("pekko.remote.artery.bind.hostname", settings.cluster().bindHost()),
                entry(passivation + "active-entity-limit", settings.streams().maxLive()),
                entry(
                        passivation + "idle-entity.timeout",
                        settings.streams().idleTimeout().toMillis() + " ms"),
                // A stream's waiting commands are bounded where they are admitted, on each node, never by dropping them
                // here.
                entry(
                        "pekko.persistence.typed.stash-capacity",
                        settings.streams().mostWaiting()),
                entry("pekko.coordinated-shutdown.phases.service-requests-done.timeout", shutdownSeconds + " s"),
                entry(
                        "pekko.coordinated-shutdown.phases.service-stop.timeout",
                        settings.handlers().stopTimeout().toSeconds() + 5 + " s"),
                entry("pekko.projection.jdbc.dialect", dialect(settings)),
                entry(
                        "recount.projections.thread-pool-executor.fixed-pool-size",
                        settings.projections().connections()),
                entry(
                        "pekko.http.server.request-timeout",
                        settings.http()
                                        .bodyTimeout()
                                        .plus(settings.streams().answerTimeout())
                                        .toSeconds() + 5 + " s"));
    }

    private static String transport(Settings settings) {
        return switch (settings.cluster().transport()) {
            case NodeTransport.Closed _, NodeTransport.Mutual _ -> "tls-tcp";
            case NodeTransport.Insecure _ -> "tcp";
        };
    }

    private static String dialect(Settings settings) {
        return switch (settings.journal().place()) {
            case DatabasePlace.Folder _ -> "h2-dialect";
            case DatabasePlace.Postgres _ -> "postgres-dialect";
        };
    }
}
