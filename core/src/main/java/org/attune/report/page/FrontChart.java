// SPDX-License-Identifier: Apache-2.0
package org.attune.report.page;

import java.util.List;

/** Named points of cost and quality; those that no other point beats in both are joined. */
public final class FrontChart {

    private static final double HEIGHT = 320;
    private static final double NAMES = 110;

    private FrontChart() {}

    /** A point; {@code front} where none is both cheaper and better. */
    public record Named(String name, double cost, double quality, boolean front) {}

    /** Draws nothing where there is no point. */
    public static void draw(Html page, Caption caption, List<Named> all) {
        List<Named> points = all.stream()
                .filter(point -> Double.isFinite(point.cost()) && Double.isFinite(point.quality()))
                .sorted((a, b) -> Double.compare(a.cost(), b.cost()))
                .toList();
        if (points.isEmpty()) {
            return;
        }
        page.open("figure", "class", "wide");
        page.open("figcaption").element("b", caption.title()).close();
        Svg svg = Svg.open(page, LineChart.WIDE, HEIGHT, caption.title(), caption.description());
        Axis x = Axis.around(0, points.get(points.size() - 1).cost(), Frame.LEFT, LineChart.WIDE - Frame.RIGHT - NAMES);
        double low = points.stream().mapToDouble(Named::quality).min().orElse(0);
        double high = points.stream().mapToDouble(Named::quality).max().orElse(1);
        Axis y = Axis.around(low, high, HEIGHT - Frame.BOTTOM, Frame.TOP);
        new Frame(svg, x, y).draw(caption.x(), caption.y());
        List<Named> front = points.stream().filter(Named::front).toList();
        for (int i = 1; i < front.size(); i++) {
            Named from = front.get(i - 1);
            Named to = front.get(i);
            svg.segment(x.at(from.cost()), y.at(from.quality()), x.at(to.cost()), y.at(to.quality()), "ideal");
        }
        for (Named point : points) {
            String tip = point.name() + ": " + Numbers.value(point.quality()) + " for " + Numbers.value(point.cost());
            svg.dot(x.at(point.cost()), y.at(point.quality()), 5, point.front() ? "mark" : "point", tip);
            svg.text(x.at(point.cost()) + 9, y.at(point.quality()) + 4, point.name(), "name");
        }
        svg.close();
        page.close();
    }
}
