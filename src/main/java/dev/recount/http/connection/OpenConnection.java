package dev.recount.http.connection;

import java.util.Locale;
import java.util.concurrent.TimeoutException;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.StatusCodes;
import org.apache.pekko.stream.stage.AsyncCallback;
import org.jspecify.annotations.Nullable;

/** A connection that is open, which can be told to end. */
final class OpenConnection {

    /** The name of the one protocol that a connection can go over to, in small letters. */
    static final String WEB_SOCKET = "websocket";

    private @Nullable AsyncCallback<Object> finish;
    private @Nullable AsyncCallback<Throwable> fail;
    private @Nullable AsyncCallback<Boolean> answered;
    private boolean isFinishing;

    /**
     * Takes what tells the connection to end, once it runs.
     *
     * @param answering is told of the answer to a request for a WebSocket, whether it goes over to one
     */
    synchronized void runs(
            AsyncCallback<Object> finishing, AsyncCallback<Throwable> failing, AsyncCallback<Boolean> answering) {
        finish = finishing;
        fail = failing;
        answered = answering;
        if (isFinishing) {
            finishing.invoke(this);
        }
    }

    /** Takes note of an answer that is to be sent, and returns it. */
    HttpResponse answered(HttpRequest request, HttpResponse response) {
        if (asksForWebSocket(request)) {
            tellAnswered(response.status().equals(StatusCodes.SWITCHING_PROTOCOLS));
        }
        return response;
    }

    private static boolean asksForWebSocket(HttpRequest request) {
        for (var header : request.getHeaders()) {
            if (header.lowercaseName().equals("upgrade")
                    && header.value().toLowerCase(Locale.ROOT).contains(WEB_SOCKET)) {
                return true;
            }
        }
        return false;
    }

    private synchronized void tellAnswered(boolean isUpgraded) {
        if (answered != null) {
            answered.invoke(isUpgraded);
        }
    }

    /** Lets the connection end once the request that it is at is answered. */
    synchronized void finish() {
        isFinishing = true;
        if (finish != null) {
            finish.invoke(this);
        }
    }

    /** Breaks the connection off. */
    synchronized void breakOff() {
        if (fail != null) {
            fail.invoke(new TimeoutException("the server has stopped"));
        }
    }
}
