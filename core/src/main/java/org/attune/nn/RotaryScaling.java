// SPDX-License-Identifier: Apache-2.0
package org.attune.nn;

import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/** How rotary frequencies are changed for texts that are longer than those of the pre-training. */
public sealed interface RotaryScaling {

    /** As they are. So is the "dynamic" scaling of configurations: it begins beyond the positions that a model has. */
    static RotaryScaling none() {
        return new Linear(1);
    }

    /** The angle from one place to the next, for each of the {@code dim / 2} pairs. */
    double[] frequencies(int dim, double theta);

    /** A factor of the turned queries and keys, for sharper shares among more keys. */
    default double amplitude() {
        return 1;
    }

    /** theta^(-2i/dim) for pair i. */
    private static double plain(int i, int dim, double theta) {
        return Math.pow(theta, -2.0 * i / dim);
    }

    private static double[] each(int dim, IntToDoubleFunction frequency) {
        return IntStream.range(0, dim / 2).mapToDouble(frequency).toArray();
    }

    /** All slowed alike: position interpolation (Chen et al. 2023). */
    record Linear(double factor) implements RotaryScaling {
        @Override
        public double[] frequencies(int dim, double theta) {
            return each(dim, i -> plain(i, dim, theta) / factor);
        }
    }

    /**
     * Llama 3.1's: pairs that turn {@code high} times or more within the original length stay, those that turn {@code low} times
     * or fewer are slowed, those between are mixed.
     */
    record Llama3(double factor, double low, double high, double original) implements RotaryScaling {
        @Override
        public double[] frequencies(int dim, double theta) {
            return each(dim, i -> {
                double frequency = plain(i, dim, theta);
                double turns = original * frequency / (2 * Math.PI);
                double kept = Math.max(0, Math.min(1, (turns - low) / (high - low)));
                return (1 - kept) * frequency / factor + kept * frequency;
            });
        }
    }

    /**
     * YaRN (Peng et al. 2024): a ramp over the pairs from those that stay to those that are slowed.
     *
     * @param fast turns within the original length of the first pair that is slowed at all
     * @param slow turns of the last pair that is not wholly slowed
     * @param whole whether the ends of the ramp are rounded outwards to whole pairs
     */
    record Yarn(double factor, double amplitude, double fast, double slow, double original, boolean whole)
            implements RotaryScaling {
        @Override
        public double[] frequencies(int dim, double theta) {
            double first = pair(fast, dim, theta);
            double last = pair(slow, dim, theta);
            double low = Math.max(0, whole ? Math.floor(first) : first);
            double high = Math.min(dim - 1.0, whole ? Math.ceil(last) : last);
            double wide = high == low ? 0.001 : high - low; // the reference's guard against a division by zero
            return each(dim, i -> {
                double slowed = Math.max(0, Math.min(1, (i - low) / wide));
                return plain(i, dim, theta) * (slowed / factor + 1 - slowed);
            });
        }

        /** The pair that turns so many times within the original length. */
        private double pair(double turns, int dim, double theta) {
            return dim * Math.log(original / (turns * 2 * Math.PI)) / (2 * Math.log(theta));
        }
    }

    /**
     * LongRoPE (Ding et al. 2024): a factor of its own for each pair.
     *
     * @param factors for texts within the original length
     * @param longer the same for longer ones
     */
    record LongRope(List<Double> factors, List<Double> longer, double amplitude, int original)
            implements RotaryScaling {

        public LongRope {
            factors = List.copyOf(factors);
            longer = List.copyOf(longer);
        }

        @Override
        public double[] frequencies(int dim, double theta) {
            return each(dim, i -> plain(i, dim, theta) / factors.get(i));
        }

        /** What texts longer than {@code original} have. */
        public RotaryScaling beyond() {
            return new LongRope(longer, longer, amplitude, Integer.MAX_VALUE);
        }
    }
}
