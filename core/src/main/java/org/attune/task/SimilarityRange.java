// SPDX-License-Identifier: Apache-2.0
package org.attune.task;

import java.util.List;
import java.util.Map;
import org.attune.problem.Problems;
import org.attune.tensor.Tensors;
import org.bytedeco.pytorch.Tensor;
import tools.jackson.databind.JsonNode;

/**
 * What the cosines 0 and 1 stand for: the smallest and the largest similarity of the training data, so that people's scales
 * (0 to 5, 0 or 1) need no conversion.
 */
record SimilarityRange(double lowest, double highest) {

    private static final String KEY = "similarity_range";

    static SimilarityRange of(List<double[]> targets, String column, Problems problems) {
        double lowest = targets.stream().mapToDouble(target -> target[0]).min().orElse(0);
        double highest = targets.stream().mapToDouble(target -> target[0]).max().orElse(1);
        if (lowest == highest && !targets.isEmpty()) {
            problems.add(
                    "data.one-similarity",
                    "column " + column,
                    "all training rows have the similarity " + lowest,
                    "there are pairs that are more and less alike",
                    "add other pairs, or name the right column under data.columns.label");
        }
        return new SimilarityRange(lowest, highest);
    }

    /** Of a saved model; cosines themselves where it says nothing. */
    static SimilarityRange of(JsonNode settings) {
        JsonNode saved = settings.path(KEY);
        return new SimilarityRange(saved.path(0).asDouble(0), saved.path(1).asDouble(1));
    }

    Map<String, Object> settings() {
        return Map.of(KEY, List.of(lowest, highest));
    }

    /** Cosines [batch] in the scale of the targets. */
    Tensor scaled(Tensor cosines) {
        return cosines.mul(Tensors.scalar(highest - lowest)).add(Tensors.scalar(lowest));
    }
}
