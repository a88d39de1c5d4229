package dev.recount.stream;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.recount.server.Pause;
import dev.recount.server.TestServer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** The facts that lines of the log tell of the commands that they belong to. */
class LogContextTest {

    @TempDir
    Path data;

    private final Logger logger = logger();

    private final ListAppender<ILoggingEvent> lines = new ListAppender<>() {
        @Override
        protected void append(ILoggingEvent line) {
            line.prepareForDeferredProcessing(); // the context is that of the thread that logs
            super.append(line);
        }
    };

    /** While another test has the logging begin, there are only loggers that stand in for the real ones. */
    private static Logger logger() {
        while (true) {
            if (LoggerFactory.getILoggerFactory() instanceof LoggerContext ready) {
                return ready.getLogger(Decider.class);
            }
            Pause.briefly();
        }
    }

    @BeforeEach
    void listen() {
        lines.start();
        logger.setLevel(Level.ERROR);
        logger.setAdditive(false);
        logger.addAppender(lines);
    }

    @AfterEach
    void listenNoMore() {
        logger.detachAppender(lines);
        logger.setAdditive(true);
        logger.setLevel(null);
    }

    @Test
    void aDefectOfTheRulesNamesTheCommand() {
        try (TestServer server = TestServer.start(data, Probe.domain())) {
            assertThat(server.client()
                            .post(
                                    "/streams/probe/logged/FailToDecide",
                                    "{}",
                                    "Recount-Correlation",
                                    "conversation-of-logs")
                            .code())
                    .isEqualTo("DOMAIN_DEFECT");
        }

        List<Map<String, String>> contexts = List.copyOf(lines.list).stream()
                .map(ILoggingEvent::getMDCPropertyMap)
                .filter(context -> "conversation-of-logs".equals(context.get("correlation")))
                .toList();
        assertThat(contexts)
                .singleElement(InstanceOfAssertFactories.map(String.class, String.class))
                .containsEntry("stream", "probe/logged")
                .containsEntry("command", "FailToDecide");
    }
}
