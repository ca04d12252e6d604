// SPDX-License-Identifier: Apache-2.0
package org.attune.report.page;

import java.util.List;

/** Lines over a common horizontal axis. */
public final class LineChart {

    /** As wide as the page, and half of it: text keeps its size. */
    public static final double WIDE = 940;

    public static final double HALF = 460;

    private static final double HEIGHT = 260;
    private static final int MOST_POINTS = 300;

    private LineChart() {}

    /** Draws nothing where no series has a point with a finite value. */
    public static void draw(Html page, Caption caption, double width, List<Series> all) {
        List<Series> series =
                all.stream().filter(s -> Double.isFinite(s.points().lowest())).toList();
        if (series.isEmpty()) {
            return;
        }
        page.open("figure", "class", width > HALF ? "wide" : "half");
        page.open("figcaption").element("b", caption.title());
        legend(page, series);
        page.close();
        Svg svg = Svg.open(page, width, HEIGHT, caption.title(), caption.description());
        Axis x = across(series, width);
        Axis y = up(series);
        new Frame(svg, x, y).draw(caption.x(), caption.y());
        for (Series one : series) {
            line(svg, one, x, y);
        }
        svg.close();
        page.close();
    }

    private static void line(Svg svg, Series series, Axis x, Axis y) {
        Points points = series.points().thinned(MOST_POINTS);
        svg.path(points.path(x, y), "line " + series.style(), "");
        for (int i = 0; i < points.size() && (series.marks() || points.size() == 1); i++) {
            if (Double.isFinite(points.y()[i])) {
                String tip =
                        series.name() + ": " + Numbers.value(points.y()[i]) + " at " + Numbers.count(points.x()[i]);
                svg.dot(x.at(points.x()[i]), y.at(points.y()[i]), 3.5, "mark " + series.style(), tip);
            }
        }
    }

    private static void legend(Html page, List<Series> series) {
        if (series.size() < 2) {
            return;
        }
        page.open("span", "class", "legend");
        for (Series one : series) {
            Page.key(page, one.style(), one.name());
        }
        page.close();
    }

    private static Axis across(List<Series> series, double width) {
        double first = Double.POSITIVE_INFINITY;
        double last = Double.NEGATIVE_INFINITY;
        for (Series one : series) {
            double[] x = one.points().x();
            first = Math.min(first, x[0]);
            last = Math.max(last, x[x.length - 1]);
        }
        double end = last > first ? last : first + 1;
        return new Axis(Math.min(first, 0), end, Frame.LEFT, width - Frame.RIGHT);
    }

    /** From zero where that costs less than half of the height. */
    private static Axis up(List<Series> series) {
        double low = series.stream().mapToDouble(s -> s.points().lowest()).min().orElse(0);
        double high =
                series.stream().mapToDouble(s -> s.points().highest()).max().orElse(1);
        double from = low > 0 && low < high * 0.5 ? 0 : low;
        return Axis.around(from, high, HEIGHT - Frame.BOTTOM, Frame.TOP);
    }
}
