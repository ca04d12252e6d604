// SPDX-License-Identifier: Apache-2.0
package org.attune.eval;

import java.util.List;
import org.attune.data.Batch;
import org.attune.data.Example;
import org.attune.data.LengthOrder;
import org.attune.distributed.Peers;
import org.attune.method.Method.Predictor;
import org.attune.task.ChoiceScores;
import org.attune.task.ClassScores;
import org.attune.task.GeneratedScores;
import org.attune.task.LabelScores;
import org.attune.task.LanguageScores;
import org.attune.task.Scores;
import org.attune.task.TagScores;
import org.attune.task.ValueScores;
import org.attune.tensor.Grad;
import org.attune.tensor.Scope;
import org.attune.tensor.Tensors;
import org.bytedeco.pytorch.Tensor;

/** Runs a model over examples, and measures what it said. Batches depend on the examples alone, so bits repeat. */
public final class Evaluation {

    private static final int BATCH = 64;

    private Evaluation() {}

    /** The outputs of each example, flat, in the examples' order: [outputs], or [time · outputs] without padding. */
    public static float[][] outputs(Predictor predictor, List<Example> examples) {
        return outputs(predictor, examples, Peers.single());
    }

    /** The same, each peer running its share of the batches; every peer has all of it then. */
    public static float[][] outputs(Predictor predictor, List<Example> examples, Peers peers) {
        float[][] found = new float[examples.size()][];
        LengthOrder order = LengthOrder.of(examples, BATCH);
        for (int number = peers.rank(); number < order.count(); number += peers.size()) {
            Batch batch = order.batch(number);
            int[] places = order.places(number);
            try (Grad off = Grad.off();
                    Scope scope = Scope.open()) {
                Tensor outputs = predictor.outputs(batch);
                boolean perToken = outputs.dim() == 3;
                for (int i = 0; i < batch.size(); i++) {
                    Example example = batch.examples().get(i);
                    Tensor own = outputs.select(0, i);
                    found[places[i]] = Tensors.floats(perToken ? own.narrow(0, 0, example.length()) : own);
                }
            }
        }
        return peers.together(found);
    }

    /** Every metric of a split, by the kind of its scores. */
    public static SplitEvaluation measure(Scores scores, List<String> labels, Bootstrap bootstrap) {
        if (scores instanceof ClassScores classes) {
            return Classification.measure(classes, labels, bootstrap);
        } else if (scores instanceof LabelScores sets) {
            return MultiLabel.measure(sets, labels, bootstrap);
        } else if (scores instanceof ValueScores values) {
            return Regression.measure(values, bootstrap);
        } else if (scores instanceof TagScores tags) {
            return Tagging.measure(tags, bootstrap);
        } else if (scores instanceof LanguageScores tokens) {
            return LanguageModelling.measure(tokens, bootstrap);
        } else if (scores instanceof ChoiceScores choices) {
            return MultipleChoice.measure(choices, bootstrap);
        } else {
            return Generation.measure((GeneratedScores) scores, TextChecks.NONE, bootstrap);
        }
    }
}
