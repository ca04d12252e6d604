// SPDX-License-Identifier: Apache-2.0
package org.attune.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.attune.nn.Embedding;
import org.attune.nn.LayerNorm;
import org.attune.nn.Linear;
import org.attune.problem.Problems;
import org.attune.tensor.KeyedRandom;
import org.attune.tensor.Parameter;
import org.attune.tensor.Placement;
import org.attune.tensor.Tensors;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.jspecify.annotations.Nullable;

/**
 * Hands an architecture its layers by name: values from the checkpoint where it has them, fresh ones otherwise (noted as such).
 * A wrong shape is a problem with both shapes; nothing is ever broadcast or cut to fit.
 */
public final class Layers {

    private final TensorSource source;
    private final Placement placement;
    private final long seed;
    private final double initialRange;
    private final Parameters parameters = new Parameters();
    private final List<String> fresh = new ArrayList<>();
    private final Problems problems = new Problems();

    public Layers(TensorSource source, Placement placement, long seed, double initialRange) {
        this.source = source;
        this.placement = placement;
        this.seed = seed;
        this.initialRange = initialRange;
    }

    /** The linear layer {@code name.weight [out, in]} with its bias, narrowed to the precision's type. */
    public Linear linear(String name, long in, long out) {
        return linear(name, in, out, true);
    }

    public Linear linear(String name, long in, long out, boolean bias) {
        Parameter weight = parameter(name + ".weight", Parameter.Kind.WEIGHT, placement.compute(), out, in);
        return new Linear(weight, bias ? vector(name + ".bias", out) : null);
    }

    /** A linear layer of a head: small, and too near the loss to be narrowed. */
    public Linear wideLinear(String name, long in, long out, boolean bias) {
        Parameter weight = parameter(name + ".weight", Parameter.Kind.WEIGHT, placement.master(), out, in);
        return new Linear(weight, bias ? vector(name + ".bias", out) : null);
    }

    public LayerNorm norm(String name, long width, double epsilon, boolean bias) {
        return new LayerNorm(vector(name + ".weight", width), bias ? vector(name + ".bias", width) : null, epsilon);
    }

    public Embedding embedding(String name, long rows, long width) {
        return new Embedding(parameter(name + ".weight", Parameter.Kind.TABLE, placement.master(), rows, width));
    }

    public Parameters parameters() {
        return parameters;
    }

    public Placement placement() {
        return placement;
    }

    /** Names of parameters that the checkpoint does not have and that were initialised. */
    public List<String> fresh() {
        return fresh;
    }

    /** Problems of shapes, all of them. */
    public Problems problems() {
        return problems;
    }

    private Parameter vector(String name, long size) {
        return parameter(name, Parameter.Kind.VECTOR, placement.master(), size);
    }

    private Parameter parameter(String name, Parameter.Kind kind, ScalarType compute, long... shape) {
        Tensor master = load(name, shape);
        if (master == null) {
            fresh.add(name);
            master = initial(name, kind, shape);
        }
        Parameter parameter =
                new Parameter(name, kind, master.to(placement.device(), placement.master()), compute);
        parameters.add(parameter);
        return parameter;
    }

    private @Nullable Tensor load(String name, long... shape) {
        long[] found = source.shape(name);
        if (found == null) {
            return null;
        }
        if (!Arrays.equals(found, shape)) {
            problems.add(
                    "model.shape",
                    name,
                    "the checkpoint has shape " + Arrays.toString(found),
                    "config.json asks for " + Arrays.toString(shape),
                    "use the config.json that belongs to these weights");
            return null;
        }
        return source.load(name);
    }

    /** Normal with the configured deviation for matrices and tables, one for norms' weights, zero for biases. */
    private Tensor initial(String name, Parameter.Kind kind, long... shape) {
        int size = Math.toIntExact(Arrays.stream(shape).reduce(1, Math::multiplyExact));
        if (kind == Parameter.Kind.VECTOR) {
            float[] constant = new float[size];
            Arrays.fill(constant, name.endsWith(".weight") ? 1 : 0);
            return Tensors.of(constant, shape);
        }
        long key = KeyedRandom.key(seed, name.hashCode());
        float[] values = new float[size];
        for (int i = 0; i < size; i++) {
            values[i] = (float) (initialRange * KeyedRandom.gaussian(key, i));
        }
        return Tensors.of(values, shape);
    }
}
