// SPDX-License-Identifier: Apache-2.0
package org.attune.benchmark;

import java.util.ArrayList;
import java.util.List;
import org.attune.report.page.Numbers;

/** What a curve says, in sentences. */
final class ScalingWords {

    /** Further out a curve says nothing that anybody could hold it to. */
    private static final double FAR = 100;

    private ScalingWords() {}

    static List<String> of(ScalingCurve curve, Suite suite, String metric) {
        List<String> words = new ArrayList<>();
        words.add("Twice the data, " + Numbers.count(2L * curve.rows()) + " rows, would bring " + metric + " to "
                + shown(curve.next()) + ", by " + Numbers.signed(curve.gain().value()) + interval(curve.gain()) + ".");
        if (curve.target().isPresent()) {
            words.add("For " + Numbers.value(suite.scaling().target().orElse(Double.NaN)) + " it takes "
                    + rows(curve.target().get(), curve.rows()) + ".");
        }
        words.add(score(curve));
        return words;
    }

    private static String score(ScalingCurve curve) {
        List<ScalingCurve.Forecast> all = curve.forecasts();
        if (all.isEmpty()) {
            return "Nothing could be forecast to score the curve by: that takes four sizes, all rows among them.";
        }
        double off = all.stream()
                .mapToDouble(one -> Math.abs(one.said().value() - one.observed()))
                .average()
                .orElse(Double.NaN);
        double naive = all.stream()
                .mapToDouble(one -> Math.abs(one.last() - one.observed()))
                .average()
                .orElse(Double.NaN);
        long inside = all.stream().filter(ScalingCurve.Forecast::holds).count();
        return "Forecasts of larger sizes by smaller ones were off by " + Numbers.value(off)
                + " in the mean, expecting no change by " + Numbers.value(naive) + "; " + inside + " of "
                + all.size() + " values lay in their intervals"
                + (off > naive ? ": do not rely on this curve." : ".");
    }

    /** Rows for a target, as far as they can be told. */
    static String rows(IntervalValue reach, int all) {
        if (!(reach.value() <= FAR * all)) {
            return Double.isInfinite(reach.value())
                    ? "more than data: the curve ends before it"
                    : "more than " + (int) FAR + " times the data, which is too far to tell";
        }
        String high = reach.high() <= FAR * all ? Numbers.count(Math.ceil(reach.high())) : "no end in sight";
        return Numbers.count(Math.ceil(reach.value())) + " rows"
                + (Double.isNaN(reach.low()) ? "" : " (" + Numbers.count(Math.ceil(reach.low())) + " to " + high + ")");
    }

    private static String shown(IntervalValue reach) {
        return Numbers.interval(reach.value(), reach.low(), reach.high());
    }

    private static String interval(IntervalValue reach) {
        return reach.low() <= reach.high() ? " " + Numbers.interval(reach.low(), reach.high()) : "";
    }
}
