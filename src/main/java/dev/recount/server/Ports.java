package dev.recount.server;

import dev.recount.http.HttpApi;
import dev.recount.http.connection.Listener;
import dev.recount.http.request.HttpSettings;
import dev.recount.server.settings.SettingsException;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/**
 * The ports on which a server listens to clients.
 *
 * @param http that of all that is not for operators alone
 * @param management that of what is; the same one, where they have none of their own
 */
record Ports(InetSocketAddress http, InetSocketAddress management) {

    /**
     * Begins to listen.
     *
     * @throws SettingsException if that cannot be; the message names the setting
     */
    static Ports open(HttpApi api, HttpSettings settings) {
        var management = settings.management()
                .flatMap(own -> bound("recount.management", own.host(), own.port(), api.bindManagement()))
                .map(Listener.Bound::address);
        InetSocketAddress http = bound("recount.http", settings.host(), settings.port(), api.bind())
                .address();
        api.stopWithSystem();
        return new Ports(http, management.orElse(http));
    }

    private static <T> T bound(String group, String host, int port, CompletionStage<T> binding) {
        try {
            return binding.toCompletableFuture().join();
        } catch (CompletionException refused) {
            throw new SettingsException(group + ".host and port: the server cannot listen on " + host + ":" + port
                    + " (" + reason(refused) + ")");
        }
    }

    /** Returns what the operating system said, out of what Pekko made of it. */
    private static String reason(Throwable refused) {
        for (Throwable cause = refused; cause != null; cause = cause.getCause()) {
            if (cause instanceof SocketException said) {
                return String.valueOf(said.getMessage());
            }
        }
        return refused.toString();
    }
}
