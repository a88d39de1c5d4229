package dev.recount.cli.watch;

import dev.recount.cli.option.ClassPath;
import dev.recount.cli.option.CommandFailedException;
import dev.recount.database.sql.DatabaseException;
import dev.recount.journal.schema.SchemaException;
import dev.recount.model.DomainException;
import dev.recount.model.domain.Domain;
import dev.recount.model.type.StreamType;
import dev.recount.server.RecountServer;
import dev.recount.server.settings.Settings;
import dev.recount.server.settings.SettingsException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A server of the classes that were there when it was started last, on one port and one journal. */
final class RestartedServer implements AutoCloseable {

    private final ClassPath classPath;
    private final PrintWriter out;
    private Settings settings;
    private @Nullable Run run;
    private boolean closed;

    /** A server, and what it loads from. */
    private record Run(RecountServer server, LoadedClasses classes) implements AutoCloseable {

        @Override
        public void close() {
            try (classes) {
                server.close();
            }
        }
    }

    RestartedServer(Settings settings, ClassPath classPath, PrintWriter out) {
        this.settings = settings;
        this.classPath = classPath;
        this.out = out;
    }

    /**
     * Serves the classes that are there now, and says so in a line. Where they cannot be loaded, those before them go
     * on being served; where the server does not start with them, nothing is served until the next time.
     *
     * @param since the {@link System#nanoTime()} from which on the time is told that it took
     */
    synchronized void restart(long since) {
        if (closed) {
            return;
        }
        LoadedClasses classes = null;
        try {
            classes = LoadedClasses.of(classPath.existing());
            List<Domain> domains = classPath.domains(settings.domains(), classes.loader());
            RecountServer.check(settings, domains);
            end();
            run = new Run(RecountServer.start(settings, domains, Clock.systemUTC()), classes);
            settings = settings.withPort(run.server().port());
            say("Serves " + types(domains) + " at " + settings.http().scheme() + "://"
                    + settings.http().host() + ":"
                    + run.server().port() + ", after " + TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - since)
                    + " ms");
        } catch (RuntimeException | LinkageError failure) {
            if (classes != null) {
                classes.close();
            }
            say("Cannot serve these classes: " + reason(failure)
                    + (run == null ? ". Nothing is served until they change" : ". Those before them are still served"));
        }
    }

    private static String types(List<Domain> domains) {
        return domains.stream()
                .flatMap(domain -> domain.streamTypes().stream())
                .map(StreamType::name)
                .sorted()
                .collect(Collectors.joining(", "));
    }

    /** A message that was written for people is told as it is; with others goes the place in the code. */
    private static String reason(Throwable failure) {
        String reason = switch (failure) {
            case SettingsException _,
                    DomainException _,
                    DatabaseException _,
                    SchemaException _,
                    CommandFailedException _ -> String.valueOf(failure.getMessage());
            case UncheckedIOException files -> "files came or went (" + files.getMessage() + ")";
            default -> failure + at(failure);
        };
        return reason.lines().map(String::strip).collect(Collectors.joining(" "));
    }

    private static String at(Throwable failure) {
        Throwable first = failure;
        while (first.getCause() != null) {
            first = first.getCause();
        }
        StackTraceElement[] frames = first.getStackTrace();
        return (first.equals(failure) ? "" : ", because of " + first) + (frames.length == 0 ? "" : ", at " + frames[0]);
    }

    private void say(String line) {
        out.println(line);
        out.flush();
    }

    private void end() {
        Run before = run;
        run = null;
        if (before != null) {
            before.close();
        }
    }

    /** Stops the server, and starts none any more. */
    @Override
    public synchronized void close() {
        closed = true;
        end();
    }
}
