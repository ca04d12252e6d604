// SPDX-License-Identifier: Apache-2.0
package org.attune.report.page;

import java.util.List;

/** How often answers are right against how sure the model was, and how many answers there were of each sureness. */
public final class Reliability {

    private static final double SIDE = 300;
    private static final double COUNTS = 70;

    private Reliability() {}

    /** Answers with a probability in (low, high]: how many, their mean probability and the share that is right. */
    public record Bin(double low, double high, long count, double confidence, double accuracy) {}

    public static void draw(Html page, Caption caption, List<Bin> bins) {
        page.open("figure");
        page.open("figcaption").element("b", caption.title());
        page.open("span", "class", "legend");
        Page.key(page, "whole", "share that is right");
        Page.key(page, "gap", "less than stated");
        Page.key(page, "spare", "more than stated");
        page.close().close();
        Svg svg = Svg.open(page, SIDE + 130, SIDE + COUNTS + 62, caption.title(), caption.description());
        Axis x = new Axis(0, 1, Frame.LEFT, Frame.LEFT + SIDE + 40);
        Axis y = new Axis(0, 1, Frame.TOP + SIDE, Frame.TOP);
        grid(svg, x, y, caption);
        for (Bin bin : bins) {
            if (bin.count() > 0) {
                bar(svg, bin, x, y);
            }
        }
        counts(svg, bins, x);
        svg.segment(x.from(), y.from(), x.to(), y.to(), "ideal");
        svg.close();
        page.close();
    }

    private static void bar(Svg svg, Bin bin, Axis x, Axis y) {
        double left = x.at(bin.low()) + 1.5;
        double width = x.at(bin.high()) - x.at(bin.low()) - 3;
        double lower = y.at(Math.min(bin.accuracy(), bin.confidence()));
        double upper = y.at(Math.max(bin.accuracy(), bin.confidence()));
        String tip = words(bin);
        svg.box(new double[] {left, lower, width, y.from() - lower}, "bar", 1, tip);
        boolean tooSure = bin.confidence() > bin.accuracy();
        svg.box(new double[] {left, upper, width, lower - upper}, tooSure ? "gap" : "spare", tooSure ? 0.6 : 0.35, tip);
    }

    private static String words(Bin bin) {
        return Numbers.count(bin.count()) + " answers with a probability of " + Numbers.tick(bin.low(), 0.1) + " to "
                + Numbers.tick(bin.high(), 0.1) + ": mean " + Numbers.value(bin.confidence()) + ", right "
                + Numbers.percent(bin.accuracy());
    }

    /** The lower strip: bars of counts, each with its number. */
    private static void counts(Svg svg, List<Bin> bins, Axis x) {
        double floor = Frame.TOP + SIDE + COUNTS;
        long most = bins.stream().mapToLong(Bin::count).max().orElse(1);
        for (Bin bin : bins) {
            double left = x.at(bin.low()) + 1.5;
            double width = x.at(bin.high()) - x.at(bin.low()) - 3;
            double height = most == 0 ? 0 : (COUNTS - 30) * bin.count() / most;
            svg.box(new double[] {left, floor - height, width, height}, "plain", 1, words(bin));
            svg.text(left + width / 2, floor - height - 4, Numbers.count(bin.count()), "count middle");
        }
        svg.segment(x.from(), floor, x.to(), floor, "axis");
    }

    private static void grid(Svg svg, Axis x, Axis y, Caption caption) {
        double floor = Frame.TOP + SIDE + COUNTS;
        for (double tick : y.ticks()) {
            svg.segment(x.from(), y.at(tick), x.to(), y.at(tick), "grid");
            svg.text(x.from() - 7, y.at(tick) + 4, Numbers.tick(tick, y.step()), "tick end");
            svg.text(x.at(tick), floor + 17, Numbers.tick(tick, x.step()), "tick middle");
        }
        svg.text((x.from() + x.to()) / 2, floor + 36, caption.x(), "axis-name middle");
        svg.turned(13, (y.from() + y.to()) / 2, -90, caption.y(), "axis-name middle");
        svg.turned(13, floor - COUNTS / 2 + 8, -90, "answers", "axis-name middle");
    }
}
