// SPDX-License-Identifier: Apache-2.0
package org.attune.report.page;

import java.util.List;

/** A small picture for a table's cell: values with their intervals on one line. */
public final class IntervalPlot {

    private static final double WIDTH = 230;
    private static final double HEIGHT = 26;

    private IntervalPlot() {}

    /**
     * One value; low and high are NaN where there is no interval.
     *
     * @param style {@code tuned}, {@code untuned}, {@code frozen_head}, {@code majority} or anything else
     */
    public record Mark(String name, String style, double value, double low, double high) {}

    /** @param low the left end of the line, {@code high} the right one */
    public static void draw(Html page, String title, double low, double high, List<Mark> marks) {
        Axis x = new Axis(low, high, 8, WIDTH - 8);
        StringBuilder words = new StringBuilder();
        for (Mark mark : marks) {
            words.append(words.isEmpty() ? "" : "; ").append(words(mark));
        }
        Svg svg = Svg.open(page, WIDTH, HEIGHT, title, words.toString());
        svg.segment(x.from(), HEIGHT / 2, x.to(), HEIGHT / 2, "axis");
        for (double tick : List.of(low, (low + high) / 2, high)) {
            svg.segment(x.at(tick), HEIGHT / 2 - 3, x.at(tick), HEIGHT / 2 + 3, "axis");
        }
        for (Mark mark : marks) {
            if (mark.low() <= mark.high()) {
                svg.segment(
                        held(x, mark.low()), HEIGHT / 2, held(x, mark.high()), HEIGHT / 2, "whisker " + mark.style());
            }
        }
        for (Mark mark : marks) {
            if (Double.isFinite(mark.value())) {
                svg.path(shape(mark.style(), held(x, mark.value())), "mark-" + mark.style(), words(mark));
            }
        }
        svg.close();
    }

    /** The same mark on its own, for a legend. */
    public static void key(Html page, String name, String style) {
        Svg svg = Svg.open(page, 14, HEIGHT, name, "mark");
        svg.path(shape(style, 7), "mark-" + style, "");
        svg.close();
    }

    /** A share of a whole as a bar. */
    public static void bar(Html page, String title, double share) {
        Svg svg = Svg.open(page, 110, 16, title, Numbers.value(share));
        svg.box(new double[] {0, 4, 110, 9}, "plate", 1, "");
        svg.box(new double[] {0, 4, 110 * Math.max(0, Math.min(1, share)), 9}, "bar", 1, "");
        svg.close();
    }

    private static String words(Mark mark) {
        return mark.name() + ": " + Numbers.interval(mark.value(), mark.low(), mark.high());
    }

    private static double held(Axis x, double value) {
        return x.at(Math.max(x.low(), Math.min(x.high(), value)));
    }

    /** Shapes differ as well as colours: a disc for the model, a diamond, a square, a triangle for what it is held against. */
    private static String shape(String style, double x) {
        double y = HEIGHT / 2;
        String at = "M" + Svg.number(x);
        return switch (style) {
            case "tuned" -> at + " " + Svg.number(y - 5) + "a5 5 0 1 1 -.01 0z";
            case "untuned" -> at + " " + Svg.number(y - 6) + "l5 6l-5 6l-5 -6z";
            case "frozen_head" -> at + " " + Svg.number(y - 4.5) + "h4.5v9h-9v-9z";
            default -> at + " " + Svg.number(y - 6) + "l5.5 10h-11z";
        };
    }
}
