package dev.recount.access.settings;

import java.net.InetAddress;
import java.util.Optional;
import java.util.Set;

/**
 * The settings of a proxy in front of the server that knows the callers.
 *
 * @param header the header in which it names them
 * @param rolesHeader the header in which it lists their roles, separated by commas, if it does
 * @param addresses the addresses from which it talks to the server: what comes from elsewhere is not believed
 * @param certificates the common names of the certificates that it may show instead
 */
public record ProxySettings(
        String header, Optional<String> rolesHeader, Set<InetAddress> addresses, Set<String> certificates) {

    public ProxySettings {
        addresses = Set.copyOf(addresses);
        certificates = Set.copyOf(certificates);
    }
}
