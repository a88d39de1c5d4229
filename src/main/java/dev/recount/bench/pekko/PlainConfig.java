package dev.recount.bench.pekko;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigValueFactory;
import dev.recount.database.place.DatabasePlace;
import dev.recount.server.PekkoConfig;

/** The configuration of Pekko for plain actors. */
final class PlainConfig {

    private static final String EVENTS = """
            pekko.actor.serialization-bindings { "dev.recount.bench.pekko.PlainAccount$Deposited" = jackson-json }
            """;

    private static final String DOCUMENTED = EVENTS + """
            pekko {
              loggers = ["org.apache.pekko.event.slf4j.Slf4jLogger"]
              logging-filter = "org.apache.pekko.event.slf4j.Slf4jLoggingFilter"
              coordinated-shutdown.exit-jvm = off
              coordinated-shutdown.run-by-jvm-shutdown-hook = off
              persistence.journal.plugin = "jdbc-journal"
              persistence.snapshot-store.plugin = "jdbc-snapshot-store"
            }
            jdbc-journal.slick = ${slick}
            jdbc-snapshot-store.slick = ${slick}
            slick.db {
              numThreads = 5
              maxConnections = 5
              minConnections = 1
            }""";

    private PlainConfig() {}

    /** Returns the configuration that the plugin's documentation shows, for a database of ours. */
    static Config of(DatabasePlace place) {
        Config database = switch (place) {
            case DatabasePlace.Folder _ -> slick("H2", "org.h2.Driver", PlainTables.url(place));
            case DatabasePlace.Postgres server -> {
                Config slick = slick("Postgres", "org.postgresql.Driver", PlainTables.url(place));
                yield with(with(slick, "slick.db.user", server.user()), "slick.db.password", server.password());
            }
        };
        return database.withFallback(ConfigFactory.parseString(DOCUMENTED))
                .withFallback(ConfigFactory.defaultReference())
                .resolve();
    }

    /** Returns the configuration that a server has, but for a cluster. */
    static Config overJournal() {
        return PekkoConfig.under(ConfigFactory.parseString(EVENTS + "pekko.actor.provider = local"), 1);
    }

    private static Config slick(String database, String driver, String url) {
        Config profile = with(ConfigFactory.empty(), "slick.profile", "slick.jdbc." + database + "Profile$");
        return with(with(profile, "slick.db.driver", driver), "slick.db.url", url);
    }

    private static Config with(Config config, String path, String value) {
        return value.isEmpty() ? config : config.withValue(path, ConfigValueFactory.fromAnyRef(value));
    }
}
