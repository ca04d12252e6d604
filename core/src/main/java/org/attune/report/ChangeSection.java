// SPDX-License-Identifier: Apache-2.0
package org.attune.report;

import java.util.List;
import java.util.Set;
import org.attune.report.page.Html;
import org.attune.report.page.Numbers;
import org.attune.report.page.Page;

/** What training changed: the main metrics against the model before it and against simpler means. */
record ChangeSection() implements Section {

    /** What is missing to 1 is a share of mistakes. */
    private static final Set<String> SHARES = Set.of(
            "accuracy",
            "token_accuracy",
            "exact_match",
            "number_match",
            "regex_match",
            "json_valid",
            "acc",
            "acc_norm",
            "acc_bytes");

    @Override
    public String id() {
        return "change";
    }

    @Override
    public String heading(View view) {
        return "What training changed";
    }

    @Override
    public boolean hasContent(View view) {
        return view.run().evaluation().main().isPresent()
                && !view.run().evaluation().baselines().isEmpty();
    }

    @Override
    public void write(View view, Html page) {
        EvaluationFile evaluation = view.run().evaluation();
        SplitResult main = evaluation.main().orElseThrow();
        List<String> names =
                MetricWords.main(view.run(), view.family(), main.metrics().keySet());
        page.element("p", sentence(view, main, names.get(0)));
        Page.table(page, "Differences on " + main.name(), "", "Against", "Metric", "There", "Here", "Difference", "");
        evaluation.baselines().forEach((baseline, values) -> {
            for (String name : names) {
                Measure here = main.metrics().get(name);
                Measure there = values.get(name);
                if (here != null && there != null) {
                    row(page, MetricWords.baseline(baseline, view.family()), name, there, here);
                }
            }
        });
        Page.endTable(page);
    }

    private static void row(Html page, String baseline, String metric, Measure there, Measure here) {
        page.open("tr").element("th", baseline, "scope", "row");
        page.element("td", MetricWords.of(metric));
        page.element("td", Numbers.value(there.value()), "class", "n");
        page.element("td", Numbers.value(here.value()), "class", "n");
        page.element("td", Numbers.signed(here.value() - there.value()), "class", "n");
        page.element("td", verdict(metric, there, here)).close().line();
    }

    /** Separate intervals are evidence enough; overlapping ones leave it open here, a paired test may still decide. */
    private static String verdict(String metric, Measure there, Measure here) {
        double gain = MetricWords.smallerIsBetter(metric) ? there.value() - here.value() : here.value() - there.value();
        boolean inside = here.hasInterval() && there.value() >= here.low() && there.value() <= here.high();
        boolean overlap =
                here.hasInterval() && there.hasInterval() && here.low() <= there.high() && there.low() <= here.high();
        if (!Double.isFinite(gain)) {
            return "";
        }
        return inside || overlap ? "within the uncertainty" : gain > 0 ? "better" : gain < 0 ? "worse" : "equal";
    }

    private static String sentence(View view, SplitResult main, String metric) {
        Measure here = main.metric(metric);
        StringBuilder words =
                new StringBuilder("On " + main.name() + ", " + MetricWords.within(metric) + " is " + here.text() + ".");
        view.run().evaluation().baselines().forEach((name, values) -> {
            Measure there = values.get(metric);
            if (there != null && Double.isFinite(there.value())) {
                words.append(" The ")
                        .append(prose(MetricWords.baseline(name, view.family())))
                        .append(" reaches ")
                        .append(there.text());
                words.append(errors(metric, there.value(), here.value())).append(".");
            }
        });
        return words.toString();
    }

    private static String prose(String baseline) {
        return baseline.equals("untuned") ? "model before training" : baseline + " baseline";
    }

    private static String errors(String metric, double there, double here) {
        return SHARES.contains(metric) && there < 1 && here > there
                ? "; of its mistakes " + Numbers.percent((here - there) / (1 - there)) + " are gone"
                : "";
    }
}
