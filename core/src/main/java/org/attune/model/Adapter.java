// SPDX-License-Identifier: Apache-2.0
package org.attune.model;

import java.util.Arrays;
import java.util.List;
import org.attune.tensor.KeyedRandom;
import org.attune.tensor.Tensors;
import org.bytedeco.pytorch.Tensor;

/**
 * Low-rank parts of named linear layers (Hu et al. 2021). The factors of layer {@code NAME} are the parameters
 * {@code NAME.lora_A.weight [rank, in]} and {@code NAME.lora_B.weight [out, rank]}, its magnitude, where it has one,
 * {@code NAME.lora_magnitude_vector [out]}, and the rows of a table that learn {@code NAME.token_adapter.trainable_tokens_delta
 * [rows, width]}: all as PEFT calls them.
 *
 * @param saved names of modules that learn whole besides, or of what they are parts of
 */
public record Adapter(Form form, List<Part> parts, List<Rows> rows, List<String> saved) {

    static final String A = ".lora_A.weight";
    static final String B = ".lora_B.weight";
    static final String MAGNITUDE = ".lora_magnitude_vector";
    static final String ROWS = ".token_adapter.trainable_tokens_delta";

    private static final List<String> ENDINGS = List.of(A, B, MAGNITUDE, ROWS);

    public Adapter {
        parts = List.copyOf(parts);
        rows = List.copyOf(rows);
        saved = List.copyOf(saved);
    }

    /**
     * What holds for all parts.
     *
     * @param rank of parts that have none of their own
     * @param alpha likewise
     * @param dropout of what goes into the parts, in training
     * @param rankStabilised scale alpha/√rank (Kalajdzievski 2023) instead of alpha/rank
     * @param decomposed each layer's rows learn their length apart from their direction: DoRA (Liu et al. 2024)
     */
    public record Form(int rank, double alpha, double dropout, boolean rankStabilised, boolean decomposed) {
        /** The factor of a part. */
        double scale(Part part) {
            return part.alpha() / (rankStabilised ? Math.sqrt(part.rank()) : part.rank());
        }
    }

    /** The low-rank part of a linear layer, which is named without {@code .weight}. */
    public record Part(String layer, int rank, double alpha) {}

    /** Rows, by number and in order, that learn of a table of words or of a language model's last layer. */
    public record Rows(String module, List<Integer> numbers) {
        public Rows {
            numbers = List.copyOf(numbers);
        }

        /** [rows] int64. */
        Tensor ids() {
            return Tensors.of(numbers.stream().mapToLong(Integer::longValue).toArray(), numbers.size());
        }

        /** For each row of a table of so many its place among these, -1 for none, [tableRows] int64. */
        Tensor places(long tableRows) {
            long[] places = new long[Math.toIntExact(tableRows)];
            Arrays.fill(places, -1);
            for (int i = 0; i < numbers.size(); i++) {
                places[numbers.get(i)] = i;
            }
            return Tensors.of(places, places.length);
        }
    }

    /** Names of the linear layers that have a part. */
    public List<String> layers() {
        return parts.stream().map(Part::layer).toList();
    }

    /** Values of a part of the layer with this weight. */
    public long size(Part part, Wanted weight) {
        return part.rank() * (weight.in() + weight.out()) + (form.decomposed() ? weight.out() : 0);
    }

    /** Values of rows of the table with this weight. */
    public long size(Rows learnt, Wanted weight) {
        return learnt.numbers().size() * weight.shape().get(1);
    }

    /** Whether a parameter is of an adapter itself: a factor, a magnitude, rows. */
    public static boolean isPart(String parameter) {
        return ENDINGS.stream().anyMatch(parameter::endsWith);
    }

    /** Whether a parameter learns with it: its own, or of a module that learns whole. */
    public boolean learns(String parameter) {
        return isPart(parameter) || saved.stream().anyMatch(module -> parameter.startsWith(module + "."));
    }

    /**
     * A factor before training, fp32 on the CPU: A uniform within 1/√in, which is what kaiming-uniform with a = √5 comes to, and B
     * zero, so that nothing is added at first.
     */
    static Tensor initial(Wanted wanted, long seed) {
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
