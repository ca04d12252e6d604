// SPDX-License-Identifier: Apache-2.0
package org.attune.config.axolotl;

import java.util.Optional;
import org.attune.problem.Problem;

/** When the model is evaluated, and which step results. */
final class EvaluationKeys implements KeyGroup {

    @Override
    public void read(Keys keys, Notes notes) {
        Optional<Integer> patience = keys.whole("early_stopping_patience").filter(count -> count > 0);
        boolean held = keys.number("val_set_size").orElse(0.0) > 0 || keys.isOn("test_datasets");
        every(keys, held, patience.isPresent(), notes);
        patience.ifPresent(count -> notes.set(keys.place("early_stopping_patience"), "evaluate.patience", count));
        if (patience.isPresent() && !held) {
            notes.refuse(
                    keys.place("early_stopping_patience"),
                    "nothing is held out",
                    "a run stops early by what it is evaluated on",
                    "write val_set_size: 0.1");
        }
        best(keys, held, patience.isPresent(), notes);
        metric(keys, notes);
    }

    private static void every(Keys keys, boolean held, boolean stops, Notes notes) {
        if (held) {
            Optional<Object> every =
                    new Intervals(keys, notes).read("eval_steps", "evals_per_epoch", strategy(keys), stops);
            every.ifPresent(interval -> notes.set(keys.place(said(keys)), "evaluate.every", interval));
            return;
        }
        for (String key : new String[] {"eval_steps", "evals_per_epoch", "eval_strategy", "evaluation_strategy"}) {
            if (keys.find(key).isPresent()) {
                notes.ignore(key, "nothing is held out");
            }
        }
    }

    /** The older name where that one stands there. */
    private static String strategy(Keys keys) {
        boolean newer = keys.find("eval_strategy").isPresent();
        boolean older = keys.find("evaluation_strategy").isPresent();
        return older && !newer ? "evaluation_strategy" : "eval_strategy";
    }

    private static String said(Keys keys) {
        for (String key : new String[] {"eval_steps", "evals_per_epoch"}) {
            if (keys.isOn(key)) {
                return key;
            }
        }
        return strategy(keys);
    }

    private static void best(Keys keys, boolean held, boolean stops, Notes notes) {
        boolean best = keys.flag("load_best_model_at_end");
        if (held && !best && !stops) {
            notes.differ(
                    keys.isOn("test_datasets") ? "test_datasets" : "val_set_size",
                    "the step with the lowest loss on what is held out results; Axolotl keeps the last one");
        } else if (best) {
            notes.ignore("load_best_model_at_end", held ? "it is always so here" : "nothing is held out");
        }
    }

    private static void metric(Keys keys, Notes notes) {
        Optional<String> metric = keys.text("metric_for_best_model");
        if (metric.isPresent() && !metric.get().matches("(eval_)?loss")) {
            notes.refuse(
                    keys.place("metric_for_best_model"),
                    Problem.quote(metric.get()),
                    "the loss decides",
                    "leave it out");
        } else if (metric.isPresent()) {
            notes.set(keys.place("metric_for_best_model"), "evaluate.metric", "loss");
        }
        if (keys.flag("greater_is_better")) {
            notes.refuse(keys.place("greater_is_better"), "true", "a lower loss is better", "leave it out");
        }
    }
}
