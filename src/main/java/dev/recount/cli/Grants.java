package dev.recount.cli;

import dev.recount.cli.option.Version;
import dev.recount.database.postgres.Roles;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code recount grants}. */
@Command(
        name = "grants",
        description = {
            "Writes the SQL of two roles for a PostgreSQL: an owner of the tables, as which recount migrate is run, and a role for"
                    + " servers, which can add events and cannot change or delete any.",
            "It is to be run by a superuser in each database of the journal, as in: recount grants | psql --dbname=recount"
        },
        versionProvider = Version.class,
        mixinStandardHelpOptions = true)
final class Grants implements Callable<Integer> {

    @Option(
            names = "--owner",
            paramLabel = "NAME",
            defaultValue = "recount_owner",
            description = "The role that owns the tables (default: ${DEFAULT-VALUE}).")
    private String owner = "";

    @Option(
            names = "--server",
            paramLabel = "NAME",
            defaultValue = "recount_server",
            description = "The role of servers (default: ${DEFAULT-VALUE}).")
    private String server = "";

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        out.print(new Roles(owner, server).sql());
        out.flush();
        return 0;
    }
}
