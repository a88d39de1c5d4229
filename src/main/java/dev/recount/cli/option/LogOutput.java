package dev.recount.cli.option;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.OutputStreamAppender;
import dev.recount.cli.log.RepeatedFailures;
import dev.recount.server.settings.LogSettings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The lines that are logged, and their form. */
public final class LogOutput {

    private static final String LINES = "lines";
    private static final String CONSOLE = "console";

    private LogOutput() {}

    /** Has logged from now on what the settings say, unless another library than Logback does. */
    public static void set(LogSettings settings) {
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
            var root = context.getLogger(Logger.ROOT_LOGGER_NAME);
            root.setLevel(Level.valueOf(settings.level()));
            if (settings.format() == LogSettings.Format.JSON
                    && root.getAppender(LINES) instanceof RepeatedFailures lines
                    && lines.getAppender(CONSOLE) instanceof OutputStreamAppender<ILoggingEvent> appender) {
                appender.setEncoder(json(context));
            }
        }
    }

    private static JsonEncoder json(LoggerContext context) {
        var encoder = new JsonEncoder();
        encoder.setContext(context);
        encoder.setWithSequenceNumber(false);
        encoder.setWithNanoseconds(false);
        encoder.setWithContext(false);
        encoder.setWithMarkers(false);
        encoder.setWithKVPList(false);
        encoder.setWithMessage(false);
        encoder.setWithFormattedMessage(true);
        encoder.start();
        return encoder;
    }
}
