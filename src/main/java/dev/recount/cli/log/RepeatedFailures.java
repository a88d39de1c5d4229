package dev.recount.cli.log;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.UnsynchronizedAppenderBase;
import ch.qos.logback.core.spi.AppenderAttachable;
import ch.qos.logback.core.spi.AppenderAttachableImpl;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * An appender that passes on what is logged, but for warnings and errors of the server and its libraries that repeat
 * themselves: of those it tells once a minute how often they came. A database that is away would else fill the disk
 * with stack traces.
 */
public final class RepeatedFailures extends UnsynchronizedAppenderBase<ILoggingEvent>
        implements AppenderAttachable<ILoggingEvent> {

    /** The loggers that are held down; a domain's own are its affair. */
    private static final List<String> HELD_DOWN = List.of(
            "dev.recount.",
            "org.apache.pekko.",
            "com.zaxxer.hikari.",
            "slick.",
            "org.h2",
            "h2database",
            "org.jooq.",
            "org.flywaydb.");

    /** The parts of a line that differ each time: what is in brackets, and words with numbers in them. */
    private static final Pattern PARTICULARS = Pattern.compile("\\[[^\\]]*]|\\S*\\d\\S*");

    private static final int READ_CHARS = 1_000;
    private static final int SHAPE_CHARS = 200;
    private static final int SAMPLE_CHARS = 300;
    private static final int FRAMES = 3;
    private static final int LOOK_SECONDS = 5;

    private final AppenderAttachableImpl<ILoggingEvent> appenders = new AppenderAttachableImpl<>();
    private final Repeats repeats = new Repeats();
    private @Nullable ScheduledFuture<?> looking;

    @Override
    public void start() {
        looking = getContext()
                .getScheduledExecutorService()
                .scheduleWithFixedDelay(() -> tellOf(System.nanoTime()), LOOK_SECONDS, LOOK_SECONDS, TimeUnit.SECONDS);
        super.start();
    }

    @Override
    protected void append(ILoggingEvent event) {
        if (!isHeldDown(event)
                || repeats.isNew(
                        new Repeats.Line(event.getLoggerName(), shape(event)), sample(event), System.nanoTime())) {
            appenders.appendLoopOnAppenders(event);
        }
    }

    private static boolean isHeldDown(ILoggingEvent event) {
        return event.getLevel().isGreaterOrEqual(Level.WARN)
                && HELD_DOWN.stream().anyMatch(event.getLoggerName()::startsWith);
    }

    private static String shape(ILoggingEvent event) {
        String message = cut(event.getFormattedMessage(), READ_CHARS);
        return event.getLevel()
                + cut(PARTICULARS.matcher(message).replaceAll("#"), SHAPE_CHARS)
                + origin(event.getThrowableProxy());
    }

    /** Two defects that are told in the same words are two: they come from different places. */
    private static String origin(@Nullable IThrowableProxy thrown) {
        if (thrown == null) {
            return "";
        }
        IThrowableProxy first = thrown;
        while (first.getCause() != null) {
            first = first.getCause();
        }
        return first.getClassName()
                + Arrays.stream(first.getStackTraceElementProxyArray())
                        .limit(FRAMES)
                        .map(frame -> frame.getStackTraceElement().toString())
                        .collect(Collectors.joining(" "));
    }

    private static String sample(ILoggingEvent event) {
        return cut(event.getFormattedMessage().lines().findFirst().orElse(""), SAMPLE_CHARS);
    }

    private static String cut(String text, int most) {
        return text.length() > most ? text.substring(0, most) + "…" : text;
    }

    private void tellOf(long nowNanos) {
        for (Repeats.Told told : repeats.due(nowNanos)) {
            Logger logger = ((LoggerContext) getContext()).getLogger(told.source());
            appenders.appendLoopOnAppenders(new LoggingEvent(
                    RepeatedFailures.class.getName(), logger, Level.WARN, told.text(), null, new Object[0]));
        }
    }

    @Override
    public void stop() {
        if (looking != null) {
            looking.cancel(false);
        }
        super.stop();
        appenders.detachAndStopAllAppenders();
    }

    @Override
    public void addAppender(Appender<ILoggingEvent> appender) {
        appenders.addAppender(appender);
    }

    @Override
    public Iterator<Appender<ILoggingEvent>> iteratorForAppenders() {
        return appenders.iteratorForAppenders();
    }

    @Override
    public Appender<ILoggingEvent> getAppender(String name) {
        return appenders.getAppender(name);
    }

    @Override
    public boolean isAttached(Appender<ILoggingEvent> appender) {
        return appenders.isAttached(appender);
    }

    @Override
    public void detachAndStopAllAppenders() {
        appenders.detachAndStopAllAppenders();
    }

    @Override
    public boolean detachAppender(Appender<ILoggingEvent> appender) {
        return appenders.detachAppender(appender);
    }

    @Override
    public boolean detachAppender(String name) {
        return appenders.detachAppender(name);
    }
}
