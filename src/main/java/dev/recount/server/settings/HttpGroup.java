package dev.recount.server.settings;

import dev.recount.http.connection.ConnectionLimits;
import dev.recount.http.limit.Rate;
import dev.recount.http.limit.RateSettings;
import dev.recount.http.request.AllowedOrigins;
import dev.recount.http.request.HttpSettings;
import dev.recount.http.request.HttpSettings.Admission;
import dev.recount.http.request.HttpSettings.Bodies;
import dev.recount.http.request.HttpSettings.Listening;
import dev.recount.http.request.KnownHosts;
import dev.recount.http.tls.TlsFiles;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The settings of the groups {@code recount.http} and {@code recount.management}. */
final class HttpGroup {

    private static final Duration MINUTES_10 = Duration.ofMinutes(10);

    private static final Pattern ORIGIN =
            Pattern.compile("https?://(?:[A-Za-z0-9._-]+|\\[[0-9A-Fa-f:.]+])(?::[0-9]{1,5})?");

    private HttpGroup() {}

    static HttpSettings read(SettingsReader reader) {
        SettingsReader http = reader.within("http");
        Optional<HttpSettings.Management> management = management(reader.within("management"));
        var subscriptions = new HttpSettings.Subscriptions(
                http.integer("max-subscriptions", 1, 100_000),
                http.duration("heartbeat-interval", Duration.ofMillis(100), Duration.ofSeconds(30)));
        return new HttpSettings(
                new Listening(
                        http.text("host"),
                        http.integer("port", 0, 65_535),
                        management,
                        tls(http.within("tls")),
                        http.onOrOff("insecure")),
                new Admission(
                        limits(http, subscriptions.most()),
                        rates(http.within("rate-limits")),
                        hosts(reader, management),
                        origins(http.within("cors"))),
                new Bodies(
                        http.bytes("max-command-size", 1 << 10, 1 << 20),
                        http.duration("body-timeout", Duration.ofMillis(100), MINUTES_10)),
                http.duration("shutdown-timeout", Duration.ZERO, MINUTES_10),
                AccessGroup.read(reader),
                subscriptions,
                http.onOrOff("console"));
    }

    private static RateSettings rates(SettingsReader limits) {
        return new RateSettings(
                rate(limits.within("per-address")),
                rate(limits.within("per-caller")),
                limits.integer("max-kept", 1, 10_000_000));
    }

    private static Rate rate(SettingsReader rate) {
        return new Rate(rate.integer("per-second", 0, 1_000_000), rate.integer("burst", 1, 1_000_000));
    }

    private static AllowedOrigins origins(SettingsReader cors) {
        var origins = new HashSet<String>();
        for (String origin : cors.texts("allowed-origins")) {
            if (!ORIGIN.matcher(origin).matches()) {
                throw cors.impossible(
                        "allowed-origins",
                        "must be a scheme, a host and perhaps a port, as in \"https://app.example.com\", not "
                                + origin);
            }
            origins.add(origin);
        }
        return new AllowedOrigins(origins, cors.duration("max-age", Duration.ZERO, Duration.ofDays(1)));
    }

    private static Optional<TlsFiles> tls(SettingsReader tls) {
        Optional<Path> certificate = tls.optionalPath("certificate-file");
        Optional<Path> key = tls.optionalPath("key-file");
        Duration reload = tls.duration("reload-interval", Duration.ofMillis(100), Duration.ofDays(1));
        if (certificate.isPresent() != key.isPresent()) {
            throw tls.impossible(
                    certificate.isPresent() ? "key-file" : "certificate-file",
                    "must not be empty where the other file is set");
        }
        return certificate.map(file -> new TlsFiles(file, key.orElseThrow(), reload));
    }

    /** Those who follow the log keep their connections, and must not take those of others. */
    private static ConnectionLimits limits(SettingsReader http, int subscriptions) {
        int most = http.integer("max-connections", 1, 1_000_000);
        return new ConnectionLimits(
                most + subscriptions,
                http.integer("max-connections-per-address", 1, 1_000_000),
                http.duration("head-timeout", Duration.ofMillis(100), Duration.ofMinutes(1)));
    }

    private static KnownHosts hosts(SettingsReader reader, Optional<HttpSettings.Management> management) {
        SettingsReader http = reader.within("http");
        var names = new ArrayList<>(
                List.of(http.text("host"), reader.within("cluster").text("host")));
        management.map(HttpSettings.Management::host).ifPresent(names::add);
        for (String name : http.texts("allowed-hosts")) {
            if (!name.matches("\\*|(\\*\\.)?[A-Za-z0-9._-]+")) {
                throw http.impossible(
                        "allowed-hosts", "must be names without ports, as in \"recount.example.com\", not " + name);
            }
            names.add(name);
        }
        return new KnownHosts(names);
    }

    private static Optional<HttpSettings.Management> management(SettingsReader management) {
        int port = management.integer("port", 0, 65_535);
        String host = management.optionalText("host");
        return host.isEmpty() ? Optional.empty() : Optional.of(new HttpSettings.Management(host, port));
    }
}
