package dev.recount.server.settings;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Reads settings one by one, each within its bounds; what cannot be used is named. */
final class SettingsReader {

    static final String ROOT = "recount";

    private static final Pattern HEADER = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]{1,128}");

    /** Headers of HTTP's own, of which some never get as far as the caller is looked for, and of ours. */
    private static final Pattern OTHER_HEADER = Pattern.compile(
            "(?i)accept(-.*)?|authorization|connection|content-.*|cookie|date|expect|host|if-.*|idempotency-key|keep-alive"
                    + "|last-event-id|origin|proxy-.*|range|recount-.*|referer|sec-.*|te|traceparent|tracestate|trailer"
                    + "|transfer-encoding|upgrade|user-agent|via");

    private final Config config;
    private final String path;

    private SettingsReader(Config config, String path) {
        this.config = config;
        this.path = path;
    }

    /**
     * Opens a settings file over the defaults.
     *
     * @throws SettingsException if it cannot be read, or holds a setting that the defaults do not have
     */
    static SettingsReader of(Optional<Path> file) {
        Config defaults = ConfigFactory.parseResources(
                "conf/recount.conf", ConfigParseOptions.defaults().setAllowMissing(false));
        Config own = file.map(KnownSettings::parse).orElse(ConfigFactory.empty());
        KnownSettings.require("", own.root(), defaults.root());
        return new SettingsReader(own.withFallback(defaults).getConfig(ROOT), ROOT);
    }

    SettingsReader within(String group) {
        return new SettingsReader(config.getConfig(ConfigUtil.quoteString(group)), path + "." + group);
    }

    String text(String name) {
        String text = optionalText(name);
        if (text.isBlank()) {
            throw impossible(name, "must not be empty");
        }
        return text;
    }

    String optionalText(String name) {
        return get(name, config::getString, "a text");
    }

    /** Returns the name of a header that tells of the caller, or nothing where there is none. */
    Optional<String> headerName(String name) {
        String header = optionalText(name);
        if (header.isEmpty()) {
            return Optional.empty();
        } else if (!HEADER.matcher(header).matches()) {
            throw impossible(name, "must be the name of a header, of letters, digits and the like, not " + header);
        } else if (OTHER_HEADER.matcher(header).matches()) {
            throw impossible(name, "must be a header that tells of the caller alone, not " + header);
        }
        return Optional.of(header);
    }

    Path path(String name) {
        String text = text(name);
        try {
            return Path.of(text);
        } catch (InvalidPathException unusable) {
            throw impossible(name, "must be a path: " + unusable.getReason());
        }
    }

    Optional<Path> optionalPath(String name) {
        return optionalText(name).isBlank() ? Optional.empty() : Optional.of(path(name));
    }

    /** Returns the address of a server of HTTP. What is written there is not told: it may hold a password. */
    URI url(String name) {
        try {
            URI url = new URI(text(name));
            boolean isHttp = "http".equalsIgnoreCase(url.getScheme()) || "https".equalsIgnoreCase(url.getScheme());
            if (isHttp && url.getHost() != null && url.getUserInfo() == null && url.getFragment() == null) {
                return url;
            }
        } catch (URISyntaxException malformed) {
            // told below
        }
        throw impossible(name, "must be a URL such as https://host/path, without a user");
    }

    Optional<URI> optionalUrl(String name) {
        return optionalText(name).isBlank() ? Optional.empty() : Optional.of(url(name));
    }

    List<String> texts(String name) {
        return List.copyOf(get(name, config::getStringList, "a list of texts"));
    }

    String oneOf(String name, String... allowed) {
        String text = text(name);
        if (!List.of(allowed).contains(text)) {
            throw impossible(name, "must be one of " + String.join(", ", allowed) + ", not " + text);
        }
        return text;
    }

    boolean onOrOff(String name) {
        return get(name, config::getBoolean, "on or off");
    }

    int integer(String name, int least, int most) {
        int number = get(name, config::getInt, "a whole number");
        if (number < least || number > most) {
            throw impossible(name, "must be from " + least + " to " + most + ", not " + number);
        }
        return number;
    }

    int bytes(String name, int least, int most) {
        long number = get(name, config::getBytes, "a size, as in 256 KiB");
        if (number < least || number > most) {
            throw impossible(name, "must be from " + least + " to " + most + " bytes, not " + number);
        }
        return (int) number;
    }

    Duration duration(String name, Duration least, Duration most) {
        Duration duration = get(name, config::getDuration, "a duration, as in 10 s");
        if (duration.compareTo(least) < 0 || duration.compareTo(most) > 0) {
            throw impossible(
                    name,
                    "must be from " + least.toMillis() + " ms to " + most.toMillis() + " ms, not " + duration.toMillis()
                            + " ms");
        }
        return duration;
    }

    /** Returns the names of the settings in this group. */
    Set<String> names() {
        return new TreeSet<>(config.root().keySet());
    }

    /** Returns the names of the groups in this one. */
    Set<String> groups() {
        for (Map.Entry<String, ConfigValue> group : config.root().entrySet()) {
            if (!(group.getValue() instanceof ConfigObject)) {
                throw impossible(group.getKey(), "must be a group of settings, { … }");
            }
        }
        return new TreeSet<>(config.root().keySet());
    }

    /** Returns all settings of this group, as they were written. */
    Map<String, String> all() {
        var settings = new TreeMap<String, String>();
        for (Map.Entry<String, ConfigValue> setting : config.root().entrySet()) {
            switch (setting.getValue().valueType()) {
                case STRING, NUMBER, BOOLEAN ->
                    settings.put(setting.getKey(), config.getString(ConfigUtil.quoteString(setting.getKey())));
                case OBJECT, LIST, NULL ->
                    throw impossible(setting.getKey(), "must be a text, a number, true or false");
            }
        }
        return Map.copyOf(settings);
    }

    /**
     * Returns the groups of a list, each of which may have these settings; those that it does not have are empty texts.
     *
     * @throws SettingsException if it is no list of groups, or one has another setting
     */
    List<SettingsReader> groupsInList(String name, List<String> allowed) {
        return groupsInList(
                name, ConfigFactory.parseMap(allowed.stream().collect(Collectors.toMap(Function.identity(), _ -> ""))));
    }

    /**
     * Returns the groups of a list, each of which may have the settings that these are, whose values are those of the
     * settings that it does not have. A group that these have empty may have any.
     *
     * @throws SettingsException if it is no list of groups, or one has another setting
     */
    List<SettingsReader> groupsInList(String name, String absent) {
        return groupsInList(name, ConfigFactory.parseString(absent));
    }

    private List<SettingsReader> groupsInList(String name, Config absent) {
        List<? extends Config> groups =
                get(name, config::getConfigList, "a list of groups of settings, [{ … }, { … }]");
        var readers = new ArrayList<SettingsReader>();
        for (Config group : groups) {
            String entry = path + "." + name + ", entry " + (readers.size() + 1);
            KnownSettings.require(entry + ": ", group.root(), absent.root());
            readers.add(new SettingsReader(group.withFallback(absent), entry));
        }
        return readers;
    }

    private <T> T get(String name, Function<String, T> getter, String form) {
        try {
            return getter.apply(name);
        } catch (ConfigException unusable) {
            throw impossible(name, "must be " + form);
        }
    }

    /** Returns what is said of a setting that cannot be used. */
    SettingsException impossible(String name, String problem) {
        return new SettingsException(path + "." + name + ": " + problem);
    }
}
