package dev.recount.cli.log;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.filter.Filter;
import ch.qos.logback.core.spi.FilterReply;

/**
 * A filter that keeps back what is logged when a node closes a connection to another that it has not used for some
 * seconds: Pekko tells of it as of a failure.
 */
public final class IdleConnections extends Filter<ILoggingEvent> {

    private static final String SIGNAL = "OutboundStreamStopIdleSignal";

    @Override
    public FilterReply decide(ILoggingEvent event) {
        return event.getFormattedMessage().contains(SIGNAL) ? FilterReply.DENY : FilterReply.NEUTRAL;
    }
}
