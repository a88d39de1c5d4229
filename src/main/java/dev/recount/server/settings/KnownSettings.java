package dev.recount.server.settings;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/** The settings that there are: those that have a default. */
final class KnownSettings {

    /** The group in which each domain has a group of its own, whose names are the domain's affair. */
    private static final String DOMAINS = SettingsReader.ROOT + ".domain";

    private KnownSettings() {}

    /**
     * Parses a file.
     *
     * @throws SettingsException if it cannot be read
     */
    static Config parse(Path file) {
        return parse(file, Config::resolve);
    }

    /**
     * Parses a file, and leaves what comes from elsewhere as it is written.
     *
     * @throws SettingsException if it cannot be read
     */
    static Config parseAsWritten(Path file) {
        return parse(file, UnaryOperator.identity());
    }

    private static Config parse(Path file, UnaryOperator<Config> resolution) {
        if (!Files.isReadable(file) || Files.isDirectory(file)) {
            throw new SettingsException("the configuration file " + file + " cannot be read");
        }
        try {
            return resolution.apply(ConfigFactory.parseFile(file.toFile()));
        } catch (ConfigException malformed) {
            throw new SettingsException("the configuration file " + file + ": " + malformed.getMessage());
        }
    }

    /**
     * Makes sure that all settings of a group are known.
     *
     * @param path the group's name with a dot, or nothing for all groups
     * @throws SettingsException if one is not; the message names it
     */
    static void require(String path, ConfigObject own, ConfigObject known) {
        for (Map.Entry<String, ConfigValue> setting : own.entrySet()) {
            String name = path + setting.getKey();
            ConfigValue expected = known.get(setting.getKey());
            if (expected == null) {
                throw new SettingsException(name + ": there is no such setting; known here are "
                        + String.join(", ", new TreeSet<>(known.keySet())));
            }
            if (expected instanceof ConfigObject group) {
                if (!(setting.getValue() instanceof ConfigObject ownGroup)) {
                    throw new SettingsException(name + ": must be a group of settings, { … }");
                }
                if (!name.equals(DOMAINS) && !group.isEmpty()) {
                    require(name + ".", ownGroup, group);
                }
            }
        }
    }
}
