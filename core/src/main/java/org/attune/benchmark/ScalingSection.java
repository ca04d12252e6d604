// SPDX-License-Identifier: Apache-2.0
package org.attune.benchmark;

import java.util.ArrayList;
import java.util.List;
import org.attune.eval.MetricNames;
import org.attune.report.page.Caption;
import org.attune.report.page.Html;
import org.attune.report.page.LineChart;
import org.attune.report.page.Numbers;
import org.attune.report.page.Page;
import org.attune.report.page.Points;
import org.attune.report.page.Series;

/** How quality grows with data, on a suite's page. */
final class ScalingSection {

    private static final int STEPS = 60;

    private ScalingSection() {}

    static void write(Scaling scaling, Suite suite, Html page) {
        page.element("h3", "More data");
        scaling.remarks().forEach(remark -> page.element("p", remark, "class", "soft"));
        for (ScalingCurve curve : scaling.curves()) {
            chart(curve, scaling.metric(), page);
            page.open("ul");
            ScalingWords.of(curve, suite, scaling.metric()).forEach(words -> page.element("li", words));
            page.close();
            forecasts(curve, page);
        }
        if (!scaling.curves().isEmpty()) {
            page.element(
                    "p",
                    "Curves are a + b n^-c through what is missing to the best value, by least squares over all seeds; intervals by "
                            + scaling.curves().get(0).method()
                            + ". A size is nested in the larger ones of its seed, each class in its share; validation and test rows are the"
                            + " same for all.",
                    "class",
                    "soft");
        }
    }

    private static void chart(ScalingCurve curve, String metric, Html page) {
        boolean larger = MetricNames.largerIsBetter(metric);
        double first = curve.points().get(0).rows();
        double last = 2.0 * curve.rows();
        double[] x = new double[STEPS + 1];
        double[] y = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            x[i] = first * Math.pow(last / first, (double) i / STEPS);
            y[i] = larger ? 1 - curve.law().at(x[i]) : curve.law().at(x[i]);
        }
        double[] rows =
                curve.points().stream().mapToDouble(ScalingCurve.Point::rows).toArray();
        double[] means =
                curve.points().stream().mapToDouble(ScalingCurve.Point::mean).toArray();
        List<Series> series = new ArrayList<>();
        series.add(new Series("measured", "s1", new Points(rows, means), true));
        series.add(new Series("curve, to twice the data", "s2", new Points(x, y), false));
        String law = "a " + fitted(curve, 0) + ", b " + fitted(curve, 1) + ", c " + fitted(curve, 2);
        LineChart.draw(
                page,
                new Caption(curve.candidate() + ": " + law, metric + " by rows to learn from", "rows", metric),
                LineChart.WIDE,
                series);
    }

    private static String fitted(ScalingCurve curve, int place) {
        IntervalValue reach = curve.fitted().get(place);
        return Numbers.interval(reach.value(), reach.low(), reach.high());
    }

    private static void forecasts(ScalingCurve curve, Html page) {
        if (curve.forecasts().isEmpty()) {
            return;
        }
        Page.table(
                page,
                curve.candidate() + ": what smaller sizes said of larger ones",
                "numbers",
                "known up to",
                "of rows",
                "said",
                "came",
                "off",
                "in the interval");
        for (ScalingCurve.Forecast forecast : curve.forecasts()) {
            IntervalValue said = forecast.said();
            page.open("tr").element("th", Numbers.count((long) forecast.from()), "scope", "row");
            page.element("td", Numbers.count((long) forecast.rows()));
            page.element("td", Numbers.interval(said.value(), said.low(), said.high()));
            page.element("td", Numbers.value(forecast.observed()));
            page.element("td", Numbers.signed(said.value() - forecast.observed()));
            page.element("td", forecast.holds() ? "yes" : "no").close();
        }
        Page.endTable(page);
    }
}
