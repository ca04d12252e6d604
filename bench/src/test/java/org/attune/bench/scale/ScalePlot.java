// SPDX-License-Identifier: Apache-2.0
package org.attune.bench.scale;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Four charts below each other: memory by step and by second, processor seconds by rows and by tokens. */
final class ScalePlot {

    private static final int WIDTH = 760;
    private static final int HEIGHT = 200;
    private static final int LEFT = 70;
    private static final int BOTTOM = 40;
    private static final int TOP = 30;
    private static final List<String> COLOURS = List.of("#1f6fb4", "#c0504d", "#4f8f3a");

    private ScalePlot() {}

    /** Of what was measured: a part that was not has no chart. */
    static String svg(Map<String, Object> found) {
        StringBuilder svg = new StringBuilder(String.format(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" font-family=\"sans-serif\" font-size=\"12\">%n",
                WIDTH, 4 * HEIGHT));
        svg.append("<rect width=\"100%\" height=\"100%\" fill=\"white\"/>\n");
        if (found.get("memory") instanceof Map<?, ?> memory) {
            String[] series = {"resident_mb", "heap_mb", "heap_used_mb"};
            chart(svg, 0, "Memory by step, MB", "step", memory.get("by_step"), series);
            chart(svg, 1, "Memory by second, MB", "seconds", memory.get("by_second"), series);
        }
        if (found.get("costs") instanceof Map<?, ?> costs) {
            String[] series = {"tokenised_s", "again_s", "run_s"};
            chart(svg, 2, "Processor seconds by rows", "rows", costs.get("by_rows"), series);
            chart(svg, 3, "Processor seconds by tokens", "tokens", costs.get("by_tokens"), series);
        }
        return svg.append("</svg>\n").toString();
    }

    private static void chart(
            StringBuilder svg, int place, String title, String across, @Nullable Object points, String... series) {
        List<?> all = (List<?>) Objects.requireNonNull(points);
        double widest = 1e-9;
        double highest = 1e-9;
        for (Object point : all) {
            widest = Math.max(widest, number(point, across));
            for (String one : series) {
                highest = Math.max(highest, number(point, one));
            }
        }
        double down = place * (double) HEIGHT;
        double floor = down + HEIGHT - BOTTOM;
        text(svg, LEFT, down + 18, "start", title);
        for (int tick = 0; tick <= 4; tick++) {
            double y = floor - tick / 4.0 * (HEIGHT - BOTTOM - TOP);
            double x = LEFT + tick / 4.0 * (WIDTH - LEFT - 20);
            svg.append(String.format(Locale.ROOT, "<path d=\"M%d %.1fH%d\" stroke=\"#ddd\"/>%n", LEFT, y, WIDTH - 20));
            text(svg, LEFT - 6, y + 4, "end", shown(highest * tick / 4));
            text(svg, x, floor + 16, "middle", shown(widest * tick / 4));
        }
        text(svg, (LEFT + WIDTH) / 2.0, floor + 32, "middle", across);
        for (int i = 0; i < series.length; i++) {
            StringBuilder line = new StringBuilder();
            for (Object point : all) {
                line.append(String.format(
                        Locale.ROOT,
                        "%s%.1f %.1f",
                        line.isEmpty() ? "M" : "L",
                        LEFT + number(point, across) / widest * (WIDTH - LEFT - 20),
                        floor - number(point, series[i]) / highest * (HEIGHT - BOTTOM - TOP)));
            }
            svg.append(String.format(
                    "<path d=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"1.5\"/>%n", line, COLOURS.get(i)));
            svg.append(String.format("<g fill=\"%s\">", COLOURS.get(i)));
            text(svg, WIDTH - 320 + 110 * i, down + 18, "start", series[i]);
            svg.append("</g>\n");
        }
    }

    private static void text(StringBuilder svg, double x, double y, String anchor, String words) {
        svg.append(String.format(
                Locale.ROOT, "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">%s</text>%n", x, y, anchor, words));
    }

    private static String shown(double value) {
        return String.format(Locale.ROOT, value >= 20 ? "%,.0f" : "%.2g", value);
    }

    private static double number(Object point, String name) {
        return ((Number) Objects.requireNonNull(((Map<?, ?>) point).get(name))).doubleValue();
    }
}
