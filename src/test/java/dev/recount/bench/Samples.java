package dev.recount.bench;

import java.util.Arrays;
import java.util.Locale;

/** Figures that were measured, and what they come to. */
final class Samples {

    private final double[] sorted;

    Samples(double... values) {
        sorted = values.clone();
        Arrays.sort(sorted);
    }

    /** Returns the value below which this part of the values lies. */
    double percentile(double part) {
        return sorted[Math.min(sorted.length - 1, (int) Math.floor(part * sorted.length))];
    }

    double median() {
        return percentile(0.5);
    }

    /** Prints a line to the terminal. */
    @SuppressWarnings("AnnotateFormatMethod") // the annotation is in a library that nothing else needs
    static void print(String format, Object... values) {
        System.out.println(String.format(Locale.ROOT, format, values));
    }
}
