// SPDX-License-Identifier: Apache-2.0
package org.attune.model;

import java.util.Arrays;
import java.util.List;
import org.attune.tensor.KeyedRandom;
import org.attune.tensor.Tensors;
import org.bytedeco.pytorch.Tensor;

/**
 * Low-rank parts of named linear layers (Hu et al. 2021). The factors of layer {@code NAME} are the parameters
 * {@code NAME.lora_A.weight [rank, in]} and {@code NAME.lora_B.weight [out, rank]}, as PEFT calls them.
 *
 * @param dropout of what goes into the parts, in training
 * @param rankStabilised scale alpha/√rank (Kalajdzievski 2023) instead of alpha/rank
 * @param layers names of the linear layers, without {@code .weight}
 * @param saved names of modules that learn whole besides, or of what they are parts of
 */
public record Adapter(
        int rank, double alpha, double dropout, boolean rankStabilised, List<String> layers, List<String> saved) {

    static final String A = ".lora_A.weight";
    static final String B = ".lora_B.weight";

    public Adapter {
        layers = List.copyOf(layers);
        saved = List.copyOf(saved);
    }

    public double scale() {
        return alpha / (rankStabilised ? Math.sqrt(rank) : rank);
    }

    /** Whether a parameter is a factor of a low-rank part. */
    public static boolean isPart(String parameter) {
        return parameter.endsWith(A) || parameter.endsWith(B);
    }

    /** Whether a parameter learns with it: a factor, or of a module that learns whole. */
    public boolean learns(String parameter) {
        return isPart(parameter) || saved.stream().anyMatch(module -> parameter.startsWith(module + "."));
    }

    /**
     * A factor before training, fp32 on the CPU: A uniform within 1/√in, which is what kaiming-uniform with a = √5 comes to, and B
     * zero, so that nothing is added at first.
     */
    static Tensor initial(Layers.Wanted wanted, long seed) {
        float[] values = new float[Math.toIntExact(wanted.size())];
        if (wanted.name().endsWith(A)) {
            long key = KeyedRandom.key(seed, wanted.name().hashCode());
            double bound = 1 / Math.sqrt(wanted.shape().get(1));
            for (int i = 0; i < values.length; i++) {
                values[i] = (float) (bound * (2 * KeyedRandom.uniform(key, i) - 1));
            }
        } else {
            Arrays.fill(values, 0);
        }
        return Tensors.of(values, wanted.dimensions());
    }
}
