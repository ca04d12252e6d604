// SPDX-License-Identifier: Apache-2.0
package org.attune.eval;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.attune.eval.Finding.Kind;
import org.attune.eval.Finding.Severity;

/** Findings about a result beside its baselines, by the metric that speaks best for the task. */
final class BaselineFindings {

    private static final List<String> DECIDING = List.of(
            "accuracy",
            "f1_micro",
            "entity_f1",
            "pearson",
            "mse",
            "number_match",
            "acc_norm",
            "rougeL",
            "token_accuracy",
            "perplexity",
            "loss");
    private static final List<String> DECIDING_MULTI_LABEL = List.of("f1_micro");
    private static final Map<String, String> NAMES = Map.of(
            Baseline.MAJORITY, "always answering the most frequent",
            Baseline.FROZEN_HEAD, "logistic regression on the untuned model's features",
            Baseline.UNTUNED, "the untuned model");

    private BaselineFindings() {}

    static List<Finding> of(EvaluationReport report, String split) {
        List<Finding> found = new ArrayList<>();
        for (String baseline : report.baselines().keySet()) {
            deciding(report, baseline, split)
                    .flatMap(metric -> compare(report, baseline, split, metric))
                    .ifPresent(found::add);
        }
        return found;
    }

    /** The first metric that both sides have; accuracy of several labels per row is too strict to decide. */
    private static Optional<String> deciding(EvaluationReport report, String baseline, String split) {
        SplitEvaluation measured = report.splits().get(split);
        boolean multiLabel = measured != null
                && measured.confusion() == null
                && report.metric(split, "f1_micro").isPresent();
        return (multiLabel ? DECIDING_MULTI_LABEL : DECIDING)
                .stream()
                        .filter(name -> report.metric(split, name).isPresent())
                        .filter(name -> report.baseline(baseline, split, name).isPresent())
                        .findFirst();
    }

    private static Optional<Finding> compare(EvaluationReport report, String baseline, String split, String metric) {
        Metric ours = report.metric(split, metric).orElseThrow();
        Metric theirs = report.baseline(baseline, split, metric).orElseThrow();
        double gain =
                MetricNames.largerIsBetter(metric) ? ours.value() - theirs.value() : theirs.value() - ours.value();
        String values = metric + " on " + split + " is " + shown(ours) + ", and " + shown(theirs) + " for "
                + NAMES.getOrDefault(baseline, baseline);
        if (gain < 0) {
            String text = "The tuned model is worse than a baseline: " + values
                    + ". Do not use it. Look at the learning rate,"
                    + " the labels and the columns first; then train longer.";
            return Optional.of(new Finding(Kind.WORSE_THAN_BASELINE, Severity.SERIOUS, text));
        }
        boolean apart =
                ours.ci95() == null || theirs.ci95() == null || !ours.ci95().overlaps(theirs.ci95());
        if (!baseline.equals(Baseline.FROZEN_HEAD) || (apart && gain > 0)) {
            return Optional.empty();
        }
        String text =
                "Tuning is not shown to be better than the frozen head: " + values + "; the intervals overlap. The"
                        + " cheaper baseline may do, or more test rows may tell the two apart; else tune longer or with more data.";
        return Optional.of(new Finding(Kind.NO_BETTER_THAN_FROZEN_HEAD, Severity.NOTE, text));
    }

    private static String shown(Metric metric) {
        return Findings.round(metric.value())
                + metric.interval()
                        .map(i -> " (" + Findings.round(i.low()) + " to " + Findings.round(i.high()) + ")")
                        .orElse("");
    }
}
