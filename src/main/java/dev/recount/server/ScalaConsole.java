package dev.recount.server;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** The console of Scala's own, which begins as whatever is the output at its first use. */
public final class ScalaConsole {

    private ScalaConsole() {}

    /** Has nothing shown that is printed there, as by Pekko's projections when they stop; before a server starts. */
    public static void hush() {
        PrintStream output = System.out;
        System.setOut(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
        try {
            scala.Console.out();
        } finally {
            System.setOut(output);
        }
    }
}
