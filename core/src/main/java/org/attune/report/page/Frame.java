// SPDX-License-Identifier: Apache-2.0
package org.attune.report.page;

import java.util.List;

/** The axes of a chart: grid, ticks and their words. */
final class Frame {

    static final double LEFT = 58;
    static final double RIGHT = 26;
    static final double TOP = 10;
    static final double BOTTOM = 42;

    private final Svg svg;
    private final Axis x;
    private final Axis y;

    Frame(Svg svg, Axis x, Axis y) {
        this.svg = svg;
        this.x = x;
        this.y = y;
    }

    void draw(String xWords, String yWords) {
        for (double tick : y.ticks()) {
            svg.segment(x.from(), y.at(tick), x.to(), y.at(tick), "grid");
            svg.text(x.from() - 7, y.at(tick) + 4, Numbers.tick(tick, y.step()), "tick end");
        }
        List<Double> ticks = x.ticks();
        for (double tick : ticks) {
            svg.segment(x.at(tick), y.from(), x.at(tick), y.from() + 4, "axis");
            svg.text(x.at(tick), y.from() + 17, Numbers.tick(tick, x.step()), "tick middle");
        }
        svg.segment(x.from(), y.from(), x.to(), y.from(), "axis");
        svg.text((x.from() + x.to()) / 2, y.from() + 34, xWords, "axis-name middle");
        if (!yWords.isEmpty()) {
            svg.turned(13, (y.from() + y.to()) / 2, -90, yWords, "axis-name middle");
        }
    }
}
