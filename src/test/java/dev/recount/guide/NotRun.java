package dev.recount.guide;

import java.util.List;
import java.util.Optional;

/** The commands of the documentation that no test runs, each with the reason; all others are run as they are written. */
enum NotRun {
    ITS_OWN_BUILD(
            "would build and test Recount within its own tests",
            "./recount test",
            "mvn -q test-compile dependency",
            "mvn -q -f recount/pom.xml -DskipTests install"),
    A_REGISTRY(
            "takes the image that it begins with from a registry, or makes one as root",
            "./recount image",
            "src/image/base",
            "src/image/run"),
    KUBERNETES("needs a Kubernetes; ManifestsTest holds the files against its published schema", "kubectl "),
    TOOLS_OF_POSTGRES("needs PostgreSQL's own tools, in the version of the server", "pg_dump ", "pg_restore "),
    AN_AGENT("needs OpenTelemetry's Java agent", "RECOUNT_JAVA_OPTS=\"-javaagent:"),
    MINUTES_OF_MEASURING(
            "measures for minutes; its arguments are parsed, and H2BenchTest and PostgresBenchTest run the rest",
            "./recount bench ",
            "java --sun-misc-unsafe-memory-access=allow"),
    ENDLESS("goes on until Ctrl-C; its arguments are parsed", "./recount traffic --commands 0");

    private final String reason;
    private final List<String> beginnings;

    NotRun(String reason, String... beginnings) {
        this.reason = reason;
        this.beginnings = List.of(beginnings);
    }

    String reason() {
        return reason;
    }

    List<String> beginnings() {
        return beginnings;
    }

    /** Why a command is not run, if it is not. */
    static Optional<NotRun> of(String command) {
        return List.of(values()).stream()
                .filter(each -> each.beginnings.stream().anyMatch(command::startsWith))
                .findFirst();
    }
}
