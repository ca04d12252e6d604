// SPDX-License-Identifier: Apache-2.0
package org.attune.benchmark;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.attune.report.page.Html;
import org.attune.report.page.Numbers;
import org.attune.report.page.Page;

/** Parts of the rows, noise, agreement and calibration, on a suite's page. */
final class SlicesSection {

    private SlicesSection() {}

    static void write(Slices slices, String metric, Html page) {
        List<String> kinds = slices.slices().stream().map(Slice::by).distinct().toList();
        for (String kind : kinds) {
            table(slices, kind, metric, page);
        }
        kappas(slices, page);
        sureness(slices.sureness(), page);
    }

    private static void table(Slices slices, String kind, String metric, Html page) {
        boolean noise = kind.equals("noise");
        Page.table(
                page,
                noise
                        ? metric + " under noise on all test rows, by the models of the first seed in fp32"
                        : metric + " by " + kind + ", means over seeds with 95 % intervals",
                "numbers",
                Stream.concat(Stream.of(kind, "rows"), slices.names().stream()).toArray(String[]::new));
        slices.slices().stream().filter(slice -> slice.by().equals(kind)).forEach(slice -> {
            page.open("tr").element("th", slice.part(), "scope", "row");
            page.element("td", noise ? "all" : Numbers.count((long) slice.rows()));
            slices.names().forEach(name -> {
                IntervalValue score = slice.scores().get(name);
                page.element(
                        "td",
                        score == null ? Numbers.NONE : Numbers.interval(score.value(), score.low(), score.high()));
            });
            page.close();
        });
        Page.endTable(page);
    }

    private static void kappas(Slices slices, Html page) {
        if (slices.kappas().length == 0) {
            return;
        }
        Page.table(
                page,
                "Agreement of answers, Cohen's kappa: 1 where two always agree, 0 where as often as by chance; on the diagonal between"
                        + " the seeds of one candidate",
                "numbers",
                Stream.concat(Stream.of(""), slices.names().stream()).toArray(String[]::new));
        for (int a = 0; a < slices.kappas().length; a++) {
            page.open("tr").element("th", slices.names().get(a), "scope", "row");
            for (double kappa : slices.kappas()[a]) {
                page.element("td", Numbers.value(kappa));
            }
            page.close();
        }
        Page.endTable(page);
    }

    private static void sureness(Map<String, Map<String, Double>> sureness, Html page) {
        if (sureness.isEmpty()) {
            return;
        }
        Page.table(
                page,
                "Calibration, means over seeds: the expected calibration error (0: probabilities mean what they say) and the log loss",
                "numbers",
                "candidate",
                "ece",
                "log_loss");
        sureness.forEach((name, values) -> {
            page.open("tr").element("th", name, "scope", "row");
            for (String metric : List.of("ece", "log_loss")) {
                page.element("td", Numbers.value(values.getOrDefault(metric, Double.NaN)));
            }
            page.close();
        });
        Page.endTable(page);
    }
}
