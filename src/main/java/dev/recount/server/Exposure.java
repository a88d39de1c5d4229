package dev.recount.server;

import dev.recount.http.request.HttpSettings;
import dev.recount.server.settings.SettingsException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The exposure of a server to others than its own machine. */
final class Exposure {

    private static final Logger LOG = LoggerFactory.getLogger(Exposure.class);

    private Exposure() {}

    /**
     * Makes sure that nothing is open by accident.
     *
     * @throws SettingsException if it can be reached from elsewhere and does not know its callers, or has no
     *     certificate, and no setting says that this is meant
     */
    static void require(HttpSettings settings) {
        require("recount.http.host", settings.host(), settings);
        settings.management().ifPresent(own -> require("recount.management.host", own.host(), settings));
    }

    private static void require(String setting, String host, HttpSettings settings) {
        if (isLoopback(host) || (settings.access().isOn() && settings.tls().isPresent())) {
            return;
        }
        String problem = settings.access().isOn() ? "without a certificate" : "without knowing its callers";
        if (!settings.insecure()) {
            throw new SettingsException(setting + ": " + host
                    + " can be reached from elsewhere, and the server would be "
                    + problem + "; set recount.access and recount.http.tls, or, if something in front of it does the"
                    + " same, recount.http.insecure = on");
        }
        LOG.warn("{} can be reached from elsewhere {}, as recount.http.insecure is on", host, problem);
    }

    private static boolean isLoopback(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException unknown) {
            return true; // nobody can reach it, and nothing listen on it, as is told then
        }
    }
}
