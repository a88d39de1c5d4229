package dev.recount.server;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** The console of Scala's own, which begins as whatever is the output at its first use. */
public final class ScalaConsole {

    /** Pekko's projections print this whenever one of them stops. */
    private static final String STOPPED = "# stop org.apache.pekko.projection.";

    private ScalaConsole() {}

    /** Has nothing shown that Pekko's projections print there; before anything is. */
    public static void hush() {
        PrintStream output = System.out;
        System.setOut(new Filtered(output));
        try {
            scala.Console.out();
        } finally {
            System.setOut(output);
        }
    }

    private static final class Filtered extends PrintStream {

        Filtered(PrintStream output) {
            super(output, true, StandardCharsets.UTF_8);
        }

        @Override
        public void println(@Nullable Object line) {
            if (!String.valueOf(line).startsWith(STOPPED)) {
                super.println(line);
            }
        }
    }
}
