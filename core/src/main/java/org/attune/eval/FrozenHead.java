// SPDX-License-Identifier: Apache-2.0
package org.attune.eval;

import java.util.Optional;
import java.util.function.Function;
import org.attune.data.Batch;
import org.attune.task.ClassScores;
import org.attune.task.Encoded;
import org.attune.task.LabelScores;
import org.attune.task.Scores;
import org.attune.task.ValueScores;
import org.bytedeco.pytorch.Tensor;

/**
 * The baseline that tuning has to beat: logistic regression (ridge regression for numbers) on the mean-pooled states of the model as
 * it came, never on a random pooler. Tags have none: their words would need one state each.
 */
public final class FrozenHead {

    private final Features features;
    private final Function<float[][], Function<Scores, Scores>> fitted;

    private FrozenHead(Features features, Function<float[][], Function<Scores, Scores>> fitted) {
        this.features = features;
        this.fitted = fitted;
    }

    /** A predictor of mean-pooled states, [batch, width]. */
    public interface Features {
        Tensor of(Batch batch);
    }

    /**
     * Learns from training rows; {@code truth} gives their labels, whatever else it says. Empty for tags.
     */
    public static Optional<FrozenHead> fit(Features features, Encoded train, Scores truth) {
        if (truth instanceof ClassScores classes) {
            var fitted = LogisticRegression.DEFAULT.fit(states(features, train), classes.labels(), classes.classes());
            return Optional.of(new FrozenHead(
                    features, x -> held -> new ClassScores(((ClassScores) held).labels(), fitted.probabilities(x))));
        } else if (truth instanceof LabelScores sets) {
            var fitted = LogisticRegression.DEFAULT.fit(states(features, train), sets.labels());
            return Optional.of(new FrozenHead(
                    features, x -> held -> new LabelScores(((LabelScores) held).labels(), fitted.probabilities(x))));
        } else if (truth instanceof ValueScores values) {
            Ridge ridge = Ridge.fit(states(features, train), values.targets(), Ridge.DEFAULT_ALPHA);
            return Optional.of(new FrozenHead(
                    features, x -> held -> new ValueScores(((ValueScores) held).targets(), ridge.predictions(x))));
        }
        return Optional.empty();
    }

    /** What it says of held-out rows, whose labels {@code truth} gives. */
    public Scores scores(Encoded held, Scores truth) {
        return fitted.apply(states(features, held)).apply(truth);
    }

    /** The features of each row, {@code [rows][width]}: the mean over its windows. */
    public static float[][] states(Features features, Encoded data) {
        return data.meanByRow(Evaluation.outputs(features::of, data.examples()));
    }
}
