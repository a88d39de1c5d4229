package dev.recount.torture.fault;

import dev.recount.torture.evidence.TrialFailedException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The script that does things to a cluster; {@code cluster-local/cluster} is one. */
public final class ClusterScript {

    /** The exit code by which the script says that it has not the rights for what it was told. */
    static final int NO_RIGHTS = 3;

    /** The exit code in place of the script's when it takes too long. */
    static final int TOO_SLOW = -1;

    private static final int PATIENCE_SECONDS = 120;

    private final Path script;

    public ClusterScript(Path script) {
        this.script = script;
    }

    /**
     * Runs the script and returns its exit code.
     *
     * @param command its arguments, with blanks between
     * @throws TrialFailedException if it cannot be run at all
     */
    int run(String command) throws InterruptedException {
        List<String> words = new ArrayList<>(List.of(script.toAbsolutePath().toString()));
        words.addAll(List.of(command.split(" ", -1)));
        try {
            Process process = new ProcessBuilder(words)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                return TOO_SLOW;
            }
            return process.exitValue();
        } catch (IOException unusable) {
            throw new TrialFailedException("--cluster: " + script + " cannot be run: " + unusable.getMessage());
        }
    }
}
