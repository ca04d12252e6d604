// SPDX-License-Identifier: Apache-2.0
package org.attune.model;

import java.util.List;
import java.util.Set;
import org.attune.nn.Rotary;
import org.attune.nn.RotaryScaling;
import org.attune.nn.RotaryScaling.LongRope;
import org.attune.nn.Segments;
import org.attune.tensor.Placement;
import org.attune.tensor.Tensors;
import org.bytedeco.pytorch.Tensor;

/** Rotary positions as config.json has them: {@code rope_parameters} (transformers 5), or {@code rope_scaling} and theta (before). */
public record RotarySettings(int dim, double theta, RotaryScaling scaling) {

    private static final Set<String> KEYS = Set.of(
            "rope_theta",
            "rope_type",
            "type",
            "factor",
            "original_max_position_embeddings",
            "attention_factor",
            "beta_fast",
            "beta_slow",
            "mscale",
            "mscale_all_dim",
            "truncate",
            "short_factor",
            "long_factor",
            "low_freq_factor",
            "high_freq_factor",
            "partial_rotary_factor");

    private static final double MOST = 1e6;

    /**
     * @param dim the width of a head
     * @param positions of the model
     */
    public static RotarySettings read(ConfigFields fields, int dim, int positions) {
        boolean older = !fields.inside("rope_scaling").keys().isEmpty();
        ConfigFields own = fields.inside(older ? "rope_scaling" : "rope_parameters");
        return read(fields, own, dim, positions, fields.number("rope_theta", 1, 1e12, 10_000));
    }

    /**
     * @param own where the scaling stands
     * @param theta where {@code own} does not say
     */
    public static RotarySettings read(ConfigFields fields, ConfigFields own, int dim, int positions, double theta) {
        own.keys().stream()
                .filter(key -> !KEYS.contains(key))
                .forEach(key -> own.unsupported(key, "this key", String.join(", ", KEYS)));
        if (own.number("partial_rotary_factor", 0, 1, fields.number("partial_rotary_factor", 0, 1, 1)) != 1) {
            own.unsupported("partial_rotary_factor", "a share of a head", "1");
        }
        int within = own.count("original_max_position_embeddings", 1, 1 << 25, positions);
        int original = fields.count("original_max_position_embeddings", 1, 1 << 25, within);
        return new RotarySettings(
                dim, own.number("rope_theta", 1, 1e12, theta), scaling(own, dim, positions, original));
    }

    private static RotaryScaling scaling(ConfigFields own, int dim, int positions, int original) {
        String type = own.text("rope_type", own.text("type", "default"));
        return switch (type) {
            case "default", "dynamic" -> RotaryScaling.none();
            case "linear" -> new RotaryScaling.Linear(factor(own, "factor"));
            case "llama3" -> llama3(own, original);
            case "yarn" -> yarn(own, positions, original);
            case "longrope" -> longRope(own, dim, positions, original);
            default -> {
                own.unsupported("rope_type", type, "default, linear, dynamic, llama3, yarn, longrope");
                yield RotaryScaling.none();
            }
        };
    }

    private static double factor(ConfigFields own, String key) {
        if (!own.has(key)) {
            own.wrong(key, "is missing", "a number");
        }
        return own.number(key, 1e-3, MOST, 1);
    }

    private static RotaryScaling llama3(ConfigFields own, int original) {
        double low = factor(own, "low_freq_factor");
        double high = factor(own, "high_freq_factor");
        if (own.has("high_freq_factor") && high <= low) {
            own.wrong("high_freq_factor", "is " + high, "more than low_freq_factor, which is " + low);
        }
        return new RotaryScaling.Llama3(factor(own, "factor"), low, high, original);
    }

    private static RotaryScaling yarn(ConfigFields own, int positions, int original) {
        double factor = own.number("factor", 1e-3, MOST, (double) positions / original);
        double over = own.number("mscale", 0, MOST, 0);
        double under = own.number("mscale_all_dim", 0, MOST, 0);
        double usual = over != 0 && under != 0 ? sharper(factor, over) / sharper(factor, under) : sharper(factor, 1);
        return new RotaryScaling.Yarn(
                factor,
                own.number("attention_factor", 1e-3, MOST, usual),
                own.number("beta_fast", 1e-3, MOST, 32),
                own.number("beta_slow", 1e-3, MOST, 1),
                original,
                own.flag("truncate", true));
    }

    private static double sharper(double factor, double scale) {
        return factor <= 1 ? 1 : 0.1 * scale * Math.log(factor) + 1;
    }

    private static RotaryScaling longRope(ConfigFields own, int dim, int positions, int original) {
        List<Double> within = factors(own, "short_factor", dim);
        List<Double> beyond = factors(own, "long_factor", dim);
        double factor = own.number("factor", 1e-3, MOST, (double) positions / original);
        double usual = factor <= 1 ? 1 : Math.sqrt(1 + Math.log(factor) / Math.log(original));
        return new LongRope(within, beyond, own.number("attention_factor", 1e-3, MOST, usual), original);
    }

    private static List<Double> factors(ConfigFields own, String key, int dim) {
        List<Double> factors = own.numbers(key, 1e-3, MOST);
        if (factors.size() != dim / 2) {
            own.wrong(key, "has " + factors.size() + " numbers", "one for each of " + dim / 2 + " pairs");
        }
        return factors;
    }

    /**
     * The tables for a batch. Where a scaling depends on the length of a text, each row has its own, whatever it is padded to and
     * batched with; the reference takes the longest row's for all.
     */
    public Rotary tables(TokenInputs inputs, Placement placement) {
        int time = Math.toIntExact(inputs.time());
        Rotary within = tables(scaling, time, placement);
        if (!(scaling instanceof LongRope rope) || time <= rope.original()) {
            return within;
        }
        Rotary beyond = tables(rope.beyond(), time, placement);
        Tensor mask = inputs.mask();
        return mask == null ? beyond : within.orFor(mask.sum(1).gt(Tensors.scalar((double) rope.original())), beyond);
    }

    /**
     * The tables for the newest tokens of a cache: [batch, 1, time, dim / 2].
     *
     * @param positions of the newest tokens, [batch][time]
     * @param lengths of the rows so far
     */
    Rotary tables(int[][] positions, int[] lengths, Placement placement) {
        return Rotary.at(positions, frequencies(lengths), scaling.amplitude(), placement);
    }

    /** The tables for texts that lie one behind another: [1, 1, time, dim / 2]. */
    Rotary tables(Segments segments, Placement placement) {
        return Rotary.packed(segments.positions(), frequencies(segments.lengths()), scaling.amplitude(), placement);
    }

    private double[][] frequencies(int[] lengths) {
        double[][] frequencies = new double[lengths.length][];
        for (int row = 0; row < frequencies.length; row++) {
            boolean beyond = scaling instanceof LongRope rope && lengths[row] > rope.original();
            RotaryScaling own = beyond ? ((LongRope) scaling).beyond() : scaling;
            frequencies[row] = own.frequencies(dim, theta);
        }
        return frequencies;
    }

    private Rotary tables(RotaryScaling one, int time, Placement placement) {
        return Rotary.of(time, one.frequencies(dim, theta), one.amplitude(), placement);
    }
}
