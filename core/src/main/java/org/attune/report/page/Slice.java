// SPDX-License-Identifier: Apache-2.0
package org.attune.report.page;

/** Values over one quantity whose axis has words at its ends alone: a logarithm, a choice, a number. */
public final class Slice {

    private static final double HEIGHT = 220;

    private Slice() {}

    /**
     * Draws nothing where no point is finite.
     *
     * @param points x from 0 to 1, in any order
     * @param low the words at 0, {@code high} those at 1
     */
    public static void draw(Html page, Caption caption, Points points, String low, String high) {
        if (!Double.isFinite(points.lowest())) {
            return;
        }
        page.open("figure", "class", "half");
        page.open("figcaption").element("b", caption.title()).close();
        Svg svg = Svg.open(page, LineChart.HALF, HEIGHT, caption.title(), caption.description());
        Axis x = new Axis(0, 1, Frame.LEFT, LineChart.HALF - Frame.RIGHT);
        Axis y = Axis.around(points.lowest(), points.highest(), HEIGHT - Frame.BOTTOM, Frame.TOP);
        for (double tick : y.ticks()) {
            svg.segment(x.from(), y.at(tick), x.to(), y.at(tick), "grid");
            svg.text(x.from() - 7, y.at(tick) + 4, Numbers.tick(tick, y.step()), "tick end");
        }
        svg.segment(x.from(), y.from(), x.to(), y.from(), "axis");
        svg.text(x.from(), y.from() + 17, low, "tick");
        svg.text(x.to(), y.from() + 17, high, "tick end");
        for (int i = 0; i < points.size(); i++) {
            if (Double.isFinite(points.x()[i]) && Double.isFinite(points.y()[i])) {
                svg.dot(x.at(points.x()[i]), y.at(points.y()[i]), 3.5, "point", Numbers.value(points.y()[i]));
            }
        }
        svg.close();
        page.close();
    }
}
