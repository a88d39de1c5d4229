package dev.recount.cli.project;

import dev.recount.cli.option.Version;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code recount new}. */
@Command(
        name = "new",
        description =
                "Writes a project with a domain of your own to begin with: the rules of a gift card, and their tests.",
        versionProvider = Version.class,
        mixinStandardHelpOptions = true)
public final class New implements Callable<Integer> {

    @Parameters(paramLabel = "NAME", description = "The name of the project, and of the folder that is made for it.")
    private String name = "";

    @Option(
            names = "--in",
            paramLabel = "DIR",
            description = "The folder in which the project's folder is made. Without it, the working folder.")
    private Path parent = Path.of("");

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        Path folder = parent.resolve(name);
        new NewProject(name).writeTo(folder);
        PrintWriter out = spec.commandLine().getOut();
        out.println("Wrote " + folder + ". Next:");
        out.println("  mvn -f " + folder.resolve("pom.xml") + " package");
        out.println("  recount serve --class-path " + folder.resolve("target").resolve(name + "-1.jar"));
        out.println("or, to serve what your compiler writes as soon as it does:");
        out.println("  recount dev --class-path " + folder.resolve("target").resolve("classes"));
        out.flush();
        return 0;
    }
}
