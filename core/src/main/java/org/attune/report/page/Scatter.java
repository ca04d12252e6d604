// SPDX-License-Identifier: Apache-2.0
package org.attune.report.page;

/** Predicted numbers against true ones, with the line of perfect agreement. */
public final class Scatter {

    private static final double SIDE = 420;

    private Scatter() {}

    /** @param points x is the truth, in any order; not finite pairs are left out */
    public static void draw(Html page, Caption caption, Points points) {
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < points.size(); i++) {
            if (finite(points, i)) {
                low = Math.min(low, Math.min(points.x()[i], points.y()[i]));
                high = Math.max(high, Math.max(points.x()[i], points.y()[i]));
            }
        }
        if (low > high) {
            return;
        }
        page.open("figure");
        page.open("figcaption").element("b", caption.title()).close();
        Svg svg = Svg.open(page, SIDE + 80, SIDE + 60, caption.title(), caption.description());
        Axis x = Axis.around(low, high, Frame.LEFT, Frame.LEFT + SIDE);
        Axis y = new Axis(x.low(), x.high(), Frame.TOP + SIDE, Frame.TOP);
        new Frame(svg, x, y).draw(caption.x(), caption.y());
        svg.segment(x.from(), y.from(), x.to(), y.to(), "ideal");
        for (int i = 0; i < points.size(); i++) {
            if (finite(points, i)) {
                svg.dot(x.at(points.x()[i]), y.at(points.y()[i]), 3, "point", "");
            }
        }
        svg.close();
        page.close();
    }

    private static boolean finite(Points points, int i) {
        return Double.isFinite(points.x()[i]) && Double.isFinite(points.y()[i]);
    }
}
