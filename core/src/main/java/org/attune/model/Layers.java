// SPDX-License-Identifier: Apache-2.0
package org.attune.model;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.attune.nn.Embedding;
import org.attune.nn.LayerNorm;
import org.attune.nn.Linear;
import org.attune.nn.LowRank;
import org.attune.tensor.Parameter;
import org.attune.tensor.Placement;
import org.attune.tensor.Precision;
import org.attune.tensor.Scope;
import org.attune.tensor.Tensors;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.jspecify.annotations.Nullable;

/** Hands an architecture its layers by name: values from a source where it has them, fresh ones otherwise (noted as such). */
public final class Layers {

    private final Values values;
    private final Placement placement;
    private final Parameters parameters = new Parameters();
    private final Map<String, Linear> linear = new LinkedHashMap<>();
    private final List<String> fresh = new ArrayList<>();
    private @Nullable Adapter adapter;

    /** Where the values of parameters come from. */
    interface Values {
        /** The stored tensor; null where there is none. */
        @Nullable
        Tensor stored(Wanted wanted);

        Tensor fresh(Wanted wanted);
    }

    /**
     * A parameter that an architecture asks for.
     *
     * @param shape outermost dimension first
     * @param zeroRow the row of a table that starts as zero, -1 for none
     */
    public record Wanted(String name, Parameter.Kind kind, List<Long> shape, int zeroRow) {

        /** The number of its values. */
        public long size() {
            return shape.stream().reduce(1L, Math::multiplyExact);
        }

        long[] dimensions() {
            return shape.stream().mapToLong(Long::longValue).toArray();
        }
    }

    Layers(Values values, Placement placement) {
        this.values = values;
        this.placement = placement;
    }

    /** What {@code build} asks for; no memory is taken. */
    static List<Wanted> plan(Consumer<Layers> build) {
        List<Wanted> wanted = new ArrayList<>();
        Values blank = new Values() {
            @Override
            public @Nullable Tensor stored(Wanted one) {
                return null;
            }

            @Override
            public Tensor fresh(Wanted one) {
                wanted.add(one);
                return Tensors.withoutMemory(one.dimensions());
            }
        };
        build.accept(new Layers(blank, Placement.cpu(Precision.FP32)));
        return wanted;
    }

    /** The linear layer {@code name.weight [out, in]} with its bias, narrowed to the precision's type. */
    public Linear linear(String name, long in, long out) {
        return linear(name, in, out, true);
    }

    public Linear linear(String name, long in, long out, boolean bias) {
        return linear(name, placement.compute(), in, out, bias);
    }

    /** A linear layer of a head: small, and too near the loss to be narrowed. */
    public Linear wideLinear(String name, long in, long out, boolean bias) {
        return linear(name, placement.master(), in, out, bias);
    }

    private Linear linear(String name, ScalarType compute, long in, long out, boolean bias) {
        Parameter weight =
                parameter(new Wanted(name + ".weight", Parameter.Kind.WEIGHT, List.of(out, in), -1), compute);
        Linear layer = new Linear(weight, bias ? vector(name + ".bias", out) : null);
        linear.put(name, layer);
        return layer;
    }

    /** Adds low-rank parts to layers that were handed out. */
    void adapt(Adapter wanted) {
        if (adapter != null) {
            throw new IllegalStateException("the model has an adapter already");
        }
        List<String> order = List.copyOf(linear.keySet());
        for (String name : wanted.layers()) {
            Linear layer = linear.get(name);
            if (layer == null) {
                throw new IllegalArgumentException("no linear layer named " + name);
            }
            long rank = wanted.rank();
            Tensor weight = layer.weight().master(); // [out, in]
            Parameter a = factor(name + Adapter.A, List.of(rank, weight.size(1)), layer);
            Parameter b = factor(name + Adapter.B, List.of(weight.size(0), rank), layer);
            layer.adapt(new LowRank(a, b, wanted.scale(), wanted.dropout(), order.indexOf(name)));
        }
        adapter = wanted;
    }

    private Parameter factor(String name, List<Long> shape, Linear of) {
        ScalarType compute = Tensors.type(of.weight().leaf());
        return parameter(new Wanted(name, Parameter.Kind.WEIGHT, shape, -1), compute);
    }

    /** Puts low-rank parts into the weights. */
    void merge() {
        linear.values().forEach(Linear::merge);
        parameters.removeIf(Adapter::isPart);
        adapter = null;
    }

    @Nullable
    Adapter adapter() {
        return adapter;
    }

    public LayerNorm norm(String name, long width, double epsilon, boolean bias) {
        return new LayerNorm(vector(name + ".weight", width), bias ? vector(name + ".bias", width) : null, epsilon);
    }

    public Embedding embedding(String name, long rows, long width) {
        return embedding(name, rows, width, -1);
    }

    /** @param zeroRow the row that starts as zero where the table is fresh, -1 for none */
    public Embedding embedding(String name, long rows, long width, int zeroRow) {
        return new Embedding(parameter(
                new Wanted(name + ".weight", Parameter.Kind.TABLE, List.of(rows, width), zeroRow), placement.master()));
    }

    public Placement placement() {
        return placement;
    }

    Parameters parameters() {
        return parameters;
    }

    /** Names of parameters that were not stored. */
    List<String> fresh() {
        return fresh;
    }

    private Parameter vector(String name, long size) {
        return parameter(new Wanted(name, Parameter.Kind.VECTOR, List.of(size), -1), placement.master());
    }

    private Parameter parameter(Wanted wanted, ScalarType compute) {
        Parameter parameter = new Parameter(wanted.name(), wanted.kind(), master(wanted), compute);
        parameters.add(parameter);
        return parameter;
    }

    /** In a scope of its own, so that the stored form is freed as soon as it is converted. */
    private Tensor master(Wanted wanted) {
        try (Scope scope = Scope.open()) {
            Tensor stored = values.stored(wanted);
            if (stored == null && !Adapter.isPart(wanted.name())) {
                fresh.add(wanted.name());
            }
            Tensor value = stored == null ? values.fresh(wanted) : stored;
            return scope.keep(value.is_meta() ? value : value.to(placement.device(), placement.master()));
        }
    }
}
