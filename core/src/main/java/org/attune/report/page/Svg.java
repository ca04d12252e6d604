// SPDX-License-Identifier: Apache-2.0
package org.attune.report.page;

import java.util.Locale;

/** One picture on a page: opened with its title and description, with coordinates of one decimal. */
public final class Svg {

    private final Html page;

    private Svg(Html page) {
        this.page = page;
    }

    /** @param title also the picture's name for screen readers, with the description */
    public static Svg open(Html page, double width, double height, String title, String description) {
        page.open(
                "svg",
                "xmlns",
                "http://www.w3.org/2000/svg",
                "viewBox",
                "0 0 " + number(width) + " " + number(height),
                "width",
                number(width),
                "height",
                number(height),
                "role",
                "img",
                "aria-label",
                title + ". " + description);
        page.element("title", title);
        page.element("desc", description);
        return new Svg(page);
    }

    public void close() {
        page.close().line();
    }

    public void segment(double x1, double y1, double x2, double y2, String style) {
        page.empty("line", "x1", number(x1), "y1", number(y1), "x2", number(x2), "y2", number(y2), "class", style);
    }

    /** @param tip shown when pointed at; empty for none */
    public void dot(double x, double y, double radius, String style, String tip) {
        tipped("circle", tip, "cx", number(x), "cy", number(y), "r", number(radius), "class", style);
    }

    public void box(double[] place, String style, double opacity, String tip) {
        tipped(
                "rect",
                tip,
                "x",
                number(place[0]),
                "y",
                number(place[1]),
                "width",
                number(place[2]),
                "height",
                number(place[3]),
                "class",
                style,
                "fill-opacity",
                String.format(Locale.ROOT, "%.2f", opacity));
    }

    public void path(String data, String style, String tip) {
        tipped("path", tip, "d", data, "class", style);
    }

    /** @param style a class of the style sheet; {@code start}, {@code middle} and {@code end} in it anchor the text */
    public void text(double x, double y, String text, String style) {
        page.element("text", text, "x", number(x), "y", number(y), "class", style);
    }

    public void turned(double x, double y, double degrees, String text, String style) {
        String turn = "rotate(" + number(degrees) + " " + number(x) + " " + number(y) + ")";
        page.element("text", text, "x", number(x), "y", number(y), "class", style, "transform", turn);
    }

    /** One decimal, without a useless zero: charts with thousands of points stay small. */
    static String number(double value) {
        long tenths = Math.round(value * 10);
        String whole = String.valueOf(Math.abs(tenths) / 10);
        long rest = Math.abs(tenths) % 10;
        return (tenths < 0 ? "-" : "") + whole + (rest == 0 ? "" : "." + rest);
    }

    private void tipped(String tag, String tip, String... attributes) {
        if (tip.isEmpty()) {
            page.empty(tag, attributes);
        } else {
            page.open(tag, attributes).element("title", tip).close();
        }
    }
}
