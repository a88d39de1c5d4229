package dev.recount.server;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigParseOptions;
import java.util.Map;

/** The configuration that Pekko runs with: fixed, but for what follows from the server's settings. */
final class PekkoConfig {

    /** Room for those who ask and go. */
    private static final int CONNECTIONS = 4_096;

    private PekkoConfig() {}

    static Config of(Settings settings) {
        Config fixed = ConfigFactory.parseResources(
                PekkoConfig.class.getClassLoader(),
                "dev/recount/server/pekko.conf",
                ConfigParseOptions.defaults().setAllowMissing(false));
        return ConfigFactory.parseMap(derived(settings))
                .withFallback(fixed)
                .withFallback(ConfigFactory.defaultReference())
                .resolve();
    }

    private static Map<String, Object> derived(Settings settings) {
        String passivation = "pekko.cluster.sharding.passivation.streams.";
        int shutdownSeconds = Math.toIntExact(settings.http().shutdownTimeout().toSeconds()) + 5;
        return Map.of(
                passivation + "active-entity-limit",
                settings.streams().maxLive(),
                passivation + "idle-entity.timeout",
                settings.streams().idleTimeout().toMillis() + " ms",
                // A stream's waiting commands are bounded where they are admitted, never by dropping them here.
                "pekko.persistence.typed.stash-capacity",
                2 * settings.streams().maxInFlight(),
                "pekko.coordinated-shutdown.phases.service-requests-done.timeout",
                shutdownSeconds + " s",
                // Those who follow the log keep their connections, and must not take those of others.
                "pekko.http.server.max-connections",
                CONNECTIONS + settings.http().subscriptions().most(),
                "pekko.http.server.request-timeout",
                settings.http()
                                .bodyTimeout()
                                .plus(settings.streams().answerTimeout())
                                .toSeconds() + 5 + " s");
    }
}
