package dev.recount.http.session;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.NotUsed;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.event.Logging;
import org.apache.pekko.http.impl.engine.ws.FrameEvent;
import org.apache.pekko.http.impl.engine.ws.UpgradeToWebSocketLowLevel;
import org.apache.pekko.http.impl.engine.ws.WebSocket;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.ws.Message;
import org.apache.pekko.http.javadsl.model.ws.WebSocketUpgrade;
import org.apache.pekko.http.javadsl.settings.ServerSettings;
import org.apache.pekko.http.scaladsl.settings.WebSocketSettings;
import org.apache.pekko.stream.FlowShape;
import org.apache.pekko.stream.Graph;
import org.apache.pekko.stream.javadsl.BidiFlow;
import org.apache.pekko.stream.javadsl.Flow;
import scala.Option;
import scala.concurrent.duration.FiniteDuration;

/**
 * The frames of WebSockets: Pekko makes messages of them and answers those that need it. A client from which nothing
 * comes is asked by a ping, and cut off when nothing comes for long all the same.
 */
final class SessionFrames {

    /** The time that a client has to answer a close frame. */
    private static final FiniteDuration CLOSE = FiniteDuration.create(3, TimeUnit.SECONDS);

    private final ActorSystem system;
    private final WebSocketSettings settings;
    private final Duration silence;

    /**
     * Prepares for sessions.
     *
     * @param heartbeat how long nothing may come from a client before it is asked
     */
    SessionFrames(ActorSystem system, Duration heartbeat) {
        ServerSettings server = ServerSettings.create(system);
        this.system = system;
        this.settings = (WebSocketSettings) server.getWebsocketSettings().withPeriodicKeepAliveMaxIdle(heartbeat);
        this.silence = Duration.ofMillis(server.getTimeouts().idleTimeout().toMillis());
    }

    /** Returns the answer by which the connection becomes a session's. */
    @SuppressWarnings("unchecked") // the flow of frames is a graph of them, whatever it materializes
    HttpResponse response(WebSocketUpgrade upgrade, Flow<Message, Message, NotUsed> session, SessionEnd end) {
        Flow<FrameEvent, FrameEvent, NotUsed> frames = Flow.<FrameEvent>create()
                .via(new SilenceLimit<>(silence))
                .via(messages().join(session))
                .map(end::told);
        return ((UpgradeToWebSocketLowLevel) upgrade)
                .handleFrames((Graph<FlowShape<FrameEvent, FrameEvent>, Object>) (Graph<?, ?>) frames, Option.empty());
    }

    @SuppressWarnings("unchecked") // messages of either language are the same
    private BidiFlow<FrameEvent, Message, Message, FrameEvent, NotUsed> messages() {
        return (BidiFlow<FrameEvent, Message, Message, FrameEvent, NotUsed>) (BidiFlow<?, ?, ?, ?, ?>)
                new BidiFlow<>(WebSocket.stack(true, settings, CLOSE, Logging.getLogger(system, SessionFrames.class)));
    }
}
