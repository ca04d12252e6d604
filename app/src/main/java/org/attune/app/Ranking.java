// SPDX-License-Identifier: Apache-2.0
package org.attune.app;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.attune.eval.Prediction;
import org.attune.task.Answer;
import org.jspecify.annotations.Nullable;

/** Labels by their probability. */
final class Ranking {

    /** A label and how probable the model finds it. */
    record Ranked(String label, float probability) {}

    private Ranking() {}

    /** The most probable first where only some are asked for, otherwise in the model's order; none for numbers and tags. */
    static List<Ranked> of(List<String> labels, float @Nullable [] probabilities, int most) {
        List<Ranked> all = new ArrayList<>();
        for (int i = 0; probabilities != null && i < probabilities.length; i++) {
            all.add(new Ranked(labels.get(i), probabilities[i]));
        }
        if (most == PredictionFormat.ALL) {
            return all;
        }
        all.sort(Comparator.comparingDouble(Ranked::probability).reversed());
        return all.subList(0, Math.min(most, all.size()));
    }

    static Prediction.Probabilities probabilities(List<Ranked> ranked) {
        float[] values = new float[ranked.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = ranked.get(i).probability();
        }
        return new Prediction.Probabilities(ranked.stream().map(Ranked::label).toList(), values);
    }

    /** Several labels with bars, tags with blanks between them. */
    static String text(Answer answer) {
        if (answer instanceof Answer.Label label) {
            return label.name();
        }
        return answer instanceof Answer.Value number
                ? String.valueOf(number.value())
                : String.join(" ", ((Answer.Labels) answer).names());
    }
}
