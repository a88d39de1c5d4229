package dev.recount.stream;

import dev.recount.model.StreamId;
import org.slf4j.MDC;

/** While it is open, what is logged on its thread tells what it belongs to. */
public final class LogContext implements AutoCloseable {

    private static final String STREAM = "stream";
    private static final String COMMAND = "command";
    private static final String CORRELATION = "correlation";

    private LogContext() {}

    /** Opens the context of a command. */
    public static LogContext of(CommandRequest request) {
        LogContext context = of(request.stream(), request.origin().correlation());
        MDC.put(COMMAND, request.command().name());
        return context;
    }

    /** Opens the context of what happens to a stream in a conversation. */
    public static LogContext of(StreamId stream, String correlation) {
        MDC.put(STREAM, stream.toString());
        MDC.put(CORRELATION, correlation);
        return new LogContext();
    }

    @Override
    public void close() {
        MDC.remove(STREAM);
        MDC.remove(COMMAND);
        MDC.remove(CORRELATION);
    }
}
