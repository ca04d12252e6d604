// SPDX-License-Identifier: Apache-2.0
package org.attune.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.attune.report.page.Caption;
import org.attune.report.page.Html;
import org.attune.report.page.LineChart;
import org.attune.report.page.Numbers;
import org.attune.report.page.ParallelCoordinates;
import org.attune.report.page.Points;
import org.attune.report.page.Series;
import org.attune.report.page.Slice;

/** The pictures of a search. */
final class SearchCharts {

    /** Lines among so many are still told apart. */
    private static final double BEST_SHARE = 0.1;

    private SearchCharts() {}

    /** Values in the order of the trials, and the best so far. */
    static void history(Html page, SearchResults results) {
        List<Trial> known = known(results);
        double[] numbers = known.stream().mapToDouble(Trial::number).toArray();
        double[] values = known.stream().mapToDouble(Trial::value).toArray();
        double[] best = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            boolean better = i == 0 || results.plan().isBetter(values[i], best[i - 1]);
            best[i] = better ? values[i] : best[i - 1];
        }
        String metric = results.plan().metric();
        LineChart.draw(
                page,
                new Caption(
                        "From trial to trial",
                        metric + " of each trial and the best so far"
                                + (best.length == 0 ? "" : ", in the end " + Numbers.value(best[best.length - 1])),
                        "trial",
                        metric),
                LineChart.WIDE,
                List.of(
                        new Series("a trial", "raw", new Points(numbers, values), true),
                        new Series("the best so far", "s1", new Points(numbers, best), false)));
    }

    /** A line for each trial over all parameters and its value; the best tenth above, in the second colour. */
    static void coordinates(Html page, SearchResults results) {
        Space space = results.plan().space();
        List<Trial> order = new ArrayList<>(known(results));
        Comparator<Trial> worse =
                Comparator.comparingDouble(trial -> results.plan().maximise() ? trial.value() : -trial.value());
        order.sort(worse.thenComparingInt(Trial::number));
        if (order.isEmpty()) {
            return;
        }
        List<ParallelCoordinates.Upright> axes = new ArrayList<>();
        for (Parameter parameter : space.parameters()) {
            axes.add(new ParallelCoordinates.Upright(last(parameter.path()), end(parameter, 0), end(parameter, 1)));
        }
        double low = order.stream().mapToDouble(Trial::value).min().orElse(0);
        double high = order.stream().mapToDouble(Trial::value).max().orElse(1);
        axes.add(new ParallelCoordinates.Upright(results.plan().metric(), Numbers.value(low), Numbers.value(high)));
        int plain = order.size() - (int) Math.ceil(BEST_SHARE * order.size());
        List<ParallelCoordinates.Line> lines = new ArrayList<>();
        for (int i = 0; i < order.size(); i++) {
            Trial trial = order.get(i);
            double[] units = space.units(trial.point());
            double[] places = Arrays.copyOf(units, units.length + 1);
            places[units.length] = high > low ? (trial.value() - low) / (high - low) : 0.5;
            String tip = trial.name() + ": " + Numbers.value(trial.value());
            lines.add(new ParallelCoordinates.Line(places, i < plain ? "raw" : "s2", tip));
        }
        ParallelCoordinates.draw(
                page,
                new Caption(
                        "Parameters and value of each trial, the best tenth in the second colour",
                        order.size() + " lines over " + axes.size() + " axes",
                        "",
                        ""),
                axes,
                lines);
    }

    /** The value over each parameter. */
    static void slices(Html page, SearchResults results) {
        List<Trial> known = known(results);
        page.open("div", "class", "pair");
        for (Parameter parameter : results.plan().space().parameters()) {
            List<Trial> having = known.stream()
                    .filter(trial -> trial.point().has(parameter.path()))
                    .toList();
            double[] places = having.stream()
                    .mapToDouble(trial -> parameter.domain().unit(trial.point().get(parameter.path())))
                    .toArray();
            double[] values = having.stream().mapToDouble(Trial::value).toArray();
            Slice.draw(
                    page,
                    new Caption(
                            parameter.path(),
                            results.plan().metric() + " over " + parameter.path() + " in " + having.size() + " trials",
                            "",
                            ""),
                    new Points(places, values),
                    end(parameter, 0),
                    end(parameter, 1));
        }
        page.close();
    }

    private static List<Trial> known(SearchResults results) {
        return results.trials().stream()
                .filter(trial -> Double.isFinite(trial.value()))
                .toList();
    }

    private static String end(Parameter parameter, double unit) {
        return SearchPage.shown(parameter.text(parameter.domain().at(unit)));
    }

    private static String last(String path) {
        return path.substring(path.lastIndexOf('.') + 1);
    }
}
