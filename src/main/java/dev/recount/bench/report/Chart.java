package dev.recount.bench.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Horizontal bars, as SVG. */
final class Chart {

    private static final int LABEL_WIDTH = 330;
    private static final int BAR_WIDTH = 400;
    private static final int ROW_HEIGHT = 26;

    private final String title;
    private final List<Bar> bars = new ArrayList<>();

    private record Bar(String label, double value, String text) {}

    Chart(String title) {
        this.title = title;
    }

    void bar(String label, double value, String text) {
        bars.add(new Bar(label, value, text));
    }

    String svg() {
        double longest = bars.stream().mapToDouble(Bar::value).max().orElse(1);
        var svg = new StringBuilder();
        svg.append("<h2>").append(HtmlReport.escape(title)).append("</h2>\n");
        svg.append(String.format(Locale.ROOT, "<svg viewBox=\"0 0 900 %d\" role=\"img\">%n", bars.size() * ROW_HEIGHT));
        for (int row = 0; row < bars.size(); row++) {
            append(svg, bars.get(row), row * ROW_HEIGHT, longest);
        }
        return svg.append("</svg>").toString();
    }

    private static void append(StringBuilder svg, Bar bar, int top, double longest) {
        double width = Math.max(1, bar.value / longest * BAR_WIDTH);
        svg.append(String.format(
                Locale.ROOT,
                "<text x=\"%d\" y=\"%d\" text-anchor=\"end\">%s</text>"
                        + "<rect x=\"%d\" y=\"%d\" width=\"%.1f\" height=\"18\"/><text x=\"%.1f\" y=\"%d\">%s</text>%n",
                LABEL_WIDTH - 8,
                top + 17,
                HtmlReport.escape(bar.label),
                LABEL_WIDTH,
                top + 3,
                width,
                LABEL_WIDTH + width + 6,
                top + 17,
                HtmlReport.escape(bar.text)));
    }
}
