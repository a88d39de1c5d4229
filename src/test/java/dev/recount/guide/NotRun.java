package dev.recount.guide;

import java.util.List;
import java.util.Optional;

/**
 * Commands of the documentation that no test runs; all others are run as they are written.
 *
 * @param reason why not
 * @param beginnings what they begin with
 */
record NotRun(String reason, List<String> beginnings) {

    static final List<NotRun> ALL = List.of(
            new NotRun(
                    "would build and test Recount within its own tests",
                    List.of("./recount test", "mvn -q test-compile dependency", "./recount install", "mvn -Prelease")),
            new NotRun(
                    "takes the image that it begins with from a registry, or makes one as root",
                    List.of("./recount image", "src/image/base", "src/image/run")),
            new NotRun(
                    "needs a Kubernetes; ManifestsTest holds the files against its published schema",
                    List.of("kubectl ")),
            new NotRun(
                    "needs PostgreSQL's own tools, in the version of the server", List.of("pg_dump ", "pg_restore ")),
            new NotRun("needs a list of known holes, which changes daily", List.of("osv-scanner ", "grype ")),
            new NotRun("needs OpenTelemetry's Java agent", List.of("RECOUNT_JAVA_OPTS=\"-javaagent:")),
            new NotRun(
                    "measures for minutes; its arguments are parsed, and H2BenchTest and PostgresBenchTest run the rest",
                    List.of("./recount bench ")),
            new NotRun("measures for minutes", List.of("java --sun-misc-unsafe-memory-access=allow")),
            new NotRun(
                    "goes on until Ctrl-C; its arguments are parsed",
                    List.of("./recount traffic --examples --commands 0")));

    /** Returns the reason why a command is not run, if it is not. */
    static Optional<NotRun> of(String command) {
        return ALL.stream()
                .filter(each -> each.beginnings.stream().anyMatch(command::startsWith))
                .findFirst();
    }
}
