// SPDX-License-Identifier: Apache-2.0
package org.attune;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.attune.data.Dataset;
import org.attune.distributed.Peers;
import org.attune.eval.Baseline;
import org.attune.eval.Bootstrap;
import org.attune.eval.Evaluation;
import org.attune.eval.EvaluationReport;
import org.attune.eval.Metric;
import org.attune.eval.MetricNames;
import org.attune.eval.Require;
import org.attune.eval.RetainedSuite;
import org.attune.eval.SplitEvaluation;
import org.attune.method.Method.Predictor;
import org.attune.run.EvaluationEvent;
import org.attune.run.RunEvents;
import org.attune.task.Encoded;
import org.attune.train.TrainState;

/**
 * An evaluation on the way: of the validation data, which decides which step is best, and of the tasks that the model knew before. A step at
 * which something does not hold that is required of these comes after all at which it does, as good as it may be.
 *
 * @param baselines what criteria speak of
 */
record StepEvaluation(RunPlan plan, Peers peers, RetainedSuite retained, Map<String, Baseline> baselines) {

    TrainState after(TrainState state, Predictor predictor, RunEvents told) {
        int most = plan.config().evaluate().maxRows().orElse(Integer.MAX_VALUE);
        Map<String, SplitEvaluation> measured = measure(predictor, most);
        measured.forEach((split, found) -> told.evaluation(event(state, split, found)));
        boolean higher = MetricNames.largerIsBetter(plan.metric());
        double worst = higher ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
        SplitEvaluation validation = Objects.requireNonNull(measured.get(Dataset.VALIDATION));
        return state.evaluated(validation.value(plan.metric()).orElse(worst), higher, holds(measured));
    }

    /**
     * Values without intervals, by split.
     *
     * @param most rows of the validation data
     */
    Map<String, SplitEvaluation> measure(Predictor predictor, int most) {
        Map<String, SplitEvaluation> measured = new LinkedHashMap<>();
        Bootstrap values = new Bootstrap(0, plan.config().seed());
        if (plan.has(Dataset.VALIDATION)) {
            Encoded validation = plan.split(Dataset.VALIDATION).limit(most);
            float[][] outputs = Evaluation.outputs(predictor, validation.examples(), peers);
            measured.put(
                    Dataset.VALIDATION,
                    Evaluation.measure(
                            plan.task().scores(validation, outputs),
                            plan.task().labels().names(),
                            values));
        }
        measured.putAll(retained.measure(values));
        return measured;
    }

    /** Whether what is required of tasks that the model knew before holds. */
    boolean holds(Map<String, SplitEvaluation> measured) {
        return Require.of(plan.config().require()).retained().holds(EvaluationReport.of(measured, baselines));
    }

    private static EvaluationEvent event(TrainState state, String split, SplitEvaluation found) {
        Map<String, Double> values = new LinkedHashMap<>();
        for (Map.Entry<String, Metric> metric : found.metrics().entrySet()) {
            values.put(metric.getKey(), metric.getValue().value());
        }
        return new EvaluationEvent(state.step(), split, values);
    }
}
