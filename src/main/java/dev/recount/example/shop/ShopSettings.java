package dev.recount.example.shop;

import dev.recount.example.Text;
import dev.recount.example.shop.handler.MailSettings;
import dev.recount.model.DomainException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The settings of the shop.
 *
 * @param mail how mail is sent; empty if none is
 * @param abandonedAfter how long nothing happens to a cart before its customer is reminded of it
 * @param payWithin how long a confirmed order waits for its payment
 * @param shipWithin how long a paid order waits for its shipment
 */
record ShopSettings(Optional<MailSettings> mail, Duration abandonedAfter, Duration payWithin, Duration shipWithin) {

    static final ShopSettings DEFAULT =
            new ShopSettings(Optional.empty(), Duration.ofDays(1), Duration.ofDays(14), Duration.ofDays(7));

    private static final String HOST = "smtp-host";
    private static final String PORT = "smtp-port";
    private static final String FROM = "mail-from";
    private static final String ABANDONED_AFTER = "abandoned-after";
    private static final String PAY_WITHIN = "pay-within";
    private static final String SHIP_WITHIN = "ship-within";
    private static final Set<String> KNOWN =
            new TreeSet<>(Set.of(HOST, PORT, FROM, ABANDONED_AFTER, PAY_WITHIN, SHIP_WITHIN));

    private static final Pattern DURATION = Pattern.compile("([0-9]{1,9}) ?(s|second|m|minute|h|hour|d|day)s?");
    private static final Duration LONGEST = Duration.ofDays(365);

    /**
     * Reads the settings that the server's configuration has for the shop.
     *
     * @throws DomainException if one is unknown or impossible; the message names it
     */
    static ShopSettings of(Map<String, String> settings) {
        for (String name : new TreeSet<>(settings.keySet())) {
            if (!KNOWN.contains(name)) {
                throw impossible(name, "there is no such setting; known here are " + String.join(", ", KNOWN));
            }
        }
        int port = port(settings.getOrDefault(PORT, "25"));
        String from = from(settings.getOrDefault(FROM, "shop@localhost"));
        String host = settings.getOrDefault(HOST, "").strip();
        return new ShopSettings(
                host.isEmpty() ? Optional.empty() : Optional.of(new MailSettings(host, port, from)),
                duration(settings, ABANDONED_AFTER, DEFAULT.abandonedAfter),
                duration(settings, PAY_WITHIN, DEFAULT.payWithin),
                duration(settings, SHIP_WITHIN, DEFAULT.shipWithin));
    }

    private static int port(String text) {
        if (!text.matches("[0-9]{1,5}") || Integer.parseInt(text) < 1 || Integer.parseInt(text) > 65_535) {
            throw impossible(PORT, "must be a whole number from 1 to 65535, not " + text);
        }
        return Integer.parseInt(text);
    }

    private static String from(String text) {
        if (!Text.isEmail(text)) {
            throw impossible(FROM, "must be an e-mail address such as shop@example.org, not " + text);
        }
        return text;
    }

    private static Duration duration(Map<String, String> settings, String name, Duration otherwise) {
        String text = settings.get(name);
        if (text == null) {
            return otherwise;
        }
        Matcher parts = DURATION.matcher(text.strip());
        Duration duration = parts.matches() ? duration(Long.parseLong(parts.group(1)), parts.group(2)) : Duration.ZERO;
        if (!duration.isPositive() || duration.compareTo(LONGEST) > 0) {
            throw impossible(name, "must be a duration from 1 second to 365 days, as in 30 minutes, not " + text);
        }
        return duration;
    }

    private static Duration duration(long number, String unit) {
        return switch (unit.charAt(0)) {
            case 's' -> Duration.ofSeconds(number);
            case 'm' -> Duration.ofMinutes(number);
            case 'h' -> Duration.ofHours(number);
            default -> Duration.ofDays(number);
        };
    }

    private static DomainException impossible(String name, String problem) {
        return new DomainException("recount.domain.shop." + name + ": " + problem);
    }
}
