// SPDX-License-Identifier: Apache-2.0
package org.attune;

import java.util.LinkedHashMap;
import java.util.Map;
import org.attune.data.Dataset;
import org.attune.distributed.Peers;
import org.attune.eval.Bootstrap;
import org.attune.eval.Evaluation;
import org.attune.eval.MetricNames;
import org.attune.eval.SplitEvaluation;
import org.attune.method.Method;
import org.attune.optim.Optimizer;
import org.attune.run.EvaluationEvent;
import org.attune.run.RunEvents;
import org.attune.task.Encoded;
import org.attune.train.Due;
import org.attune.train.TrainState;

/** Quality on validation data while a run learns, by which its best step is chosen. */
final class Validation {

    private final RunPlan plan;
    private final Peers peers;
    private final Due due;

    /** @param seconds that the run has learnt for so far */
    Validation(RunPlan plan, Peers peers, long stepsPerEpoch, double seconds) {
        this.plan = plan;
        this.peers = peers;
        this.due = new Due(plan.config().evaluate().every(), stepsPerEpoch, seconds);
    }

    boolean isDue(TrainState state, boolean last) {
        return plan.has(Dataset.VALIDATION) && (last || due.after(state));
    }

    TrainState measure(TrainState state, Method.Predictor predictor, Optimizer optimizer, RunEvents told) {
        Encoded data = plan.split(Dataset.VALIDATION)
                .limit(plan.config().evaluate().maxRows().orElse(Integer.MAX_VALUE));
        optimizer.exchange(); // the average, where there is one, and back
        float[][] outputs = Evaluation.outputs(predictor, data.examples(), peers);
        optimizer.exchange();
        SplitEvaluation measured = Evaluation.measure(
                plan.task().scores(data, outputs),
                plan.task().labels().names(),
                new Bootstrap(0, plan.config().seed()));
        Map<String, Double> values = new LinkedHashMap<>();
        measured.metrics().forEach((name, metric) -> values.put(name, metric.value()));
        told.evaluation(new EvaluationEvent(state.step(), Dataset.VALIDATION, values));
        boolean higher = MetricNames.largerIsBetter(plan.metric());
        double worst = higher ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
        return state.evaluated(values.getOrDefault(plan.metric(), worst), higher);
    }
}
