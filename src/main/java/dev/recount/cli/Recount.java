package dev.recount.cli;

import dev.recount.bench.load.LoadFailedException;
import dev.recount.cli.access.Keys;
import dev.recount.cli.access.Users;
import dev.recount.cli.archive.Export;
import dev.recount.cli.archive.MoveToArchive;
import dev.recount.cli.cluster.Certificates;
import dev.recount.cli.correct.Correct;
import dev.recount.cli.load.GenerateTraffic;
import dev.recount.cli.load.Import;
import dev.recount.cli.migrate.Migrate;
import dev.recount.cli.option.CommandFailedException;
import dev.recount.cli.option.Version;
import dev.recount.cli.past.ShowCorrections;
import dev.recount.cli.past.ShowDecisions;
import dev.recount.cli.past.ShowDifference;
import dev.recount.cli.past.ShowHistory;
import dev.recount.cli.past.ShowState;
import dev.recount.cli.past.replay.ReplayPast;
import dev.recount.cli.privacy.Compact;
import dev.recount.cli.privacy.Forget;
import dev.recount.cli.privacy.Protect;
import dev.recount.cli.privacy.RotateMasterKey;
import dev.recount.cli.project.New;
import dev.recount.cli.proof.ShowReceipt;
import dev.recount.cli.regression.CheckRules;
import dev.recount.cli.watch.Dev;
import dev.recount.cli.world.WhatIf;
import dev.recount.database.sql.DatabaseException;
import dev.recount.journal.schema.SchemaException;
import dev.recount.model.DomainException;
import dev.recount.server.ScalaConsole;
import dev.recount.server.settings.SettingsException;
import dev.recount.torture.evidence.TrialFailedException;
import java.io.PrintWriter;
import java.util.logging.Level;
import java.util.logging.Logger;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The program {@code recount}. */
@Command(
        name = "recount",
        description =
                "An event-sourcing server: it keeps, in place of current state, the full story of how it came to be.",
        subcommands = {
            Serve.class,
            Demo.class,
            Dev.class,
            New.class,
            Import.class,
            GenerateTraffic.class,
            ShowNodes.class,
            ShowState.class,
            ShowHistory.class,
            ShowDifference.class,
            ShowDecisions.class,
            ShowCorrections.class,
            Correct.class,
            WhatIf.class,
            ReplayPast.class,
            Schema.class,
            CheckRules.class,
            Verify.class,
            ShowReceipt.class,
            Export.class,
            MoveToArchive.class,
            Move.class,
            Restored.class,
            Migrate.class,
            Forget.class,
            RotateMasterKey.class,
            Protect.class,
            Compact.class,
            Grants.class,
            Certificates.class,
            Users.class,
            Keys.class,
            Torture.class,
            Bench.class
        },
        versionProvider = Version.class,
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND")
public final class Recount {

    /** What it would print on the console, it throws as well; kept here, as a logger is forgotten otherwise. */
    private static final Logger POSTGRES_DRIVER = Logger.getLogger("org.postgresql");

    /** Runs the command that the arguments name, and exits: 0 done, 1 failed, 2 wrongly called. */
    public static void main(String[] arguments) {
        ScalaConsole.hush();
        POSTGRES_DRIVER.setLevel(Level.OFF);
        System.exit(new CommandLine(new Recount())
                .setExecutionExceptionHandler(Recount::explain)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .execute(arguments));
    }

    /** A failure that a person can mend is told in a sentence; only a defect is worth a stack trace. */
    private static int explain(Exception failure, CommandLine command, CommandLine.ParseResult parsed) {
        PrintWriter err = command.getErr();
        switch (failure) {
            case SettingsException _,
                    DomainException _,
                    DatabaseException _,
                    SchemaException _,
                    LoadFailedException _,
                    TrialFailedException _,
                    CommandFailedException _ -> err.println("recount: " + failure.getMessage());
            default -> failure.printStackTrace(err);
        }
        err.flush();
        return CommandLine.ExitCode.SOFTWARE;
    }
}
