// SPDX-License-Identifier: Apache-2.0
package org.attune.report.page;

import java.util.List;

/** Many values of many things: an axis for each value, a line for each thing. */
public final class ParallelCoordinates {

    private static final double HEIGHT = 300;
    private static final double TOP = 34;
    private static final double BOTTOM = 24;
    private static final double MARGIN = 70;

    private ParallelCoordinates() {}

    /** An axis with the words at its ends. */
    public record Upright(String name, String low, String high) {}

    /**
     * A line.
     *
     * @param places on the axes, from 0 to 1; NaN where it has none, and the line is broken
     * @param style class of its stroke
     * @param tip shown when pointed at
     */
    public record Line(double[] places, String style, String tip) {}

    /** Lines that come later lie above. Draws nothing where there are fewer than two axes. */
    public static void draw(Html page, Caption caption, List<Upright> axes, List<Line> lines) {
        if (axes.size() < 2 || lines.isEmpty()) {
            return;
        }
        page.open("figure", "class", "wide");
        page.open("figcaption").element("b", caption.title()).close();
        Svg svg = Svg.open(page, LineChart.WIDE, HEIGHT, caption.title(), caption.description());
        for (int i = 0; i < axes.size(); i++) {
            double x = across(i, axes.size());
            svg.segment(x, TOP, x, HEIGHT - BOTTOM, "axis");
            svg.text(x, 12, axes.get(i).name(), "name middle");
            svg.text(x, 28, axes.get(i).high(), "tick middle");
            svg.text(x, HEIGHT - 6, axes.get(i).low(), "tick middle");
        }
        for (Line line : lines) {
            svg.path(path(line.places()), "line " + line.style(), line.tip());
        }
        svg.close();
        page.close();
    }

    private static double across(int axis, int axes) {
        return MARGIN + (LineChart.WIDE - 2 * MARGIN) * axis / (axes - 1);
    }

    private static String path(double[] places) {
        StringBuilder path = new StringBuilder();
        boolean pen = false;
        for (int i = 0; i < places.length; i++) {
            if (Double.isFinite(places[i])) {
                double y = HEIGHT - BOTTOM - places[i] * (HEIGHT - BOTTOM - TOP);
                path.append(pen ? 'L' : 'M')
                        .append(Svg.number(across(i, places.length)))
                        .append(' ')
                        .append(Svg.number(y));
            }
            pen = Double.isFinite(places[i]);
        }
        return path.toString();
    }
}
