// SPDX-License-Identifier: Apache-2.0
package org.attune.report.page;

import java.util.List;
import java.util.Locale;

/** A square matrix of counts: rows are the truth, columns what was said; empty cells are not drawn. */
public final class HeatMap {

    private static final double SIDE = 620;
    private static final int LEGIBLE = 24;
    private static final int LONGEST_NAME = 26;
    /** Cells too low for names of the usual size. */
    private static final double SMALL = 13;

    private final List<String> labels;
    private final long[][] counts;
    private final double cell;
    private final double left;

    private HeatMap(List<String> labels, long[][] counts) {
        this.labels = labels;
        this.counts = counts;
        int longest =
                labels.stream().mapToInt(label -> cut(label).length()).max().orElse(1);
        this.cell = Math.min(44, SIDE / labels.size());
        this.left = 26 + Math.min(longest, LONGEST_NAME) * (cell < SMALL ? 4.9 : 6.4);
    }

    /** @param counts as many rows and columns as there are labels */
    public static void draw(Html page, Caption caption, List<String> labels, long[][] counts) {
        new HeatMap(labels, counts).draw(page, caption);
    }

    private void draw(Html page, Caption caption) {
        double side = cell * labels.size();
        page.open("figure", "class", "wide");
        page.open("figcaption").element("b", caption.title());
        page.element(
                "span",
                caption.y() + " downwards, " + caption.x() + " across; shade: share of the row",
                "class",
                "legend");
        page.close();
        Svg svg = Svg.open(page, left + side + 12, side + left * 0.75 + 28, caption.title(), caption.description());
        double top = 8;
        svg.box(new double[] {left, top, side, side}, "plate", 1, "");
        for (int i = 0; i < labels.size(); i++) {
            row(svg, i, top + i * cell);
        }
        names(svg, top, side);
        svg.text(left + side / 2, top + side + left * 0.75 + 14, caption.x(), "axis-name middle");
        svg.turned(12, top + side / 2, -90, caption.y(), "axis-name middle");
        svg.close();
        page.close();
    }

    private void row(Svg svg, int i, double y) {
        long support = 0;
        for (long count : counts[i]) {
            support += count;
        }
        for (int j = 0; j < counts[i].length; j++) {
            long count = counts[i][j];
            if (count == 0) {
                continue;
            }
            double share = (double) count / support;
            // a single mistake among many rows must still be seen
            double shade = 0.12 + 0.88 * share;
            String tip = labels.get(i) + " → " + labels.get(j) + ": " + count + " of " + support;
            double x = left + j * cell;
            svg.box(new double[] {x + 0.5, y + 0.5, cell - 1, cell - 1}, i == j ? "right" : "wrong", shade, tip);
            if (labels.size() <= LEGIBLE) {
                String style = (shade > 0.55 ? "on-shade" : "count") + " middle";
                svg.text(x + cell / 2, y + cell / 2 + 4, String.format(Locale.ROOT, "%d", count), style);
            }
        }
    }

    /** Only as many names as fit; the others are in the tips. */
    private void names(Svg svg, double top, double side) {
        int every = (int) Math.max(1, Math.ceil(9.0 / cell));
        String style = cell < SMALL ? "name small " : "name ";
        for (int i = 0; i < labels.size(); i += every) {
            double middle = i * cell + cell / 2 + 3.5;
            svg.text(left - 6, top + middle, cut(labels.get(i)), style + "end");
            svg.turned(left + middle, top + side + 8, -45, cut(labels.get(i)), style + "end");
        }
    }

    private static String cut(String label) {
        return label.length() <= LONGEST_NAME ? label : label.substring(0, LONGEST_NAME - 1) + "…";
    }
}
