// SPDX-License-Identifier: Apache-2.0
package org.attune.model;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import org.attune.nn.Activation;
import org.attune.nn.BatchNorm2d;
import org.attune.nn.Convolution;
import org.attune.nn.Embedding;
import org.attune.nn.GatedFeedForward;
import org.attune.nn.LayerNorm;
import org.attune.nn.Linear;
import org.attune.nn.RmsNorm;
import org.attune.tensor.Parameter;
import org.attune.tensor.Placement;
import org.attune.tensor.Precision;
import org.attune.tensor.QuantisedWeight;
import org.attune.tensor.ReadingMemory;
import org.attune.tensor.Scope;
import org.attune.tensor.Tensors;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.jspecify.annotations.Nullable;

/** Hands an architecture its layers by name: values from a source where it has them, fresh ones otherwise (noted as such). */
public final class Layers {

    private final Values values;
    private final Placement placement;
    private final Forms forms;
    private final Parameters parameters = new Parameters();
    private final Handed handed = new Handed(new LinkedHashMap<>(), new LinkedHashMap<>(), new LinkedHashMap<>());
    private final Map<String, Tensor> statistics = new LinkedHashMap<>();
    private final List<String> fresh = new ArrayList<>();
    private final ReadingMemory reading = new ReadingMemory();
    private final Function<String, @Nullable Linear> shared;
    private @Nullable Adapter adapter;

    /**
     * Layers by their names.
     *
     * @param tied products with a table, by the table's parameter
     */
    record Handed(Map<String, Linear> linear, Map<String, Embedding> tables, Map<String, Linear> tied) {}

    /** Where the values of parameters come from. */
    interface Values {
        /** The stored tensor; null where there is none. */
        @Nullable
        Tensor stored(Wanted wanted);

        Tensor fresh(Wanted wanted);
    }

    Layers(Values values, Forms forms) {
        this(values, forms, name -> null);
    }

    /** @param shared linear layers of another network that are handed out instead of own ones; null for all others */
    Layers(Values values, Forms forms, Function<String, @Nullable Linear> shared) {
        this.values = values;
        this.forms = forms;
        this.shared = shared;
        placement = forms.placement();
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
        build.accept(new Layers(blank, Forms.values(Placement.cpu(Precision.FP32))));
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
        Linear theirs = shared.apply(name);
        if (theirs != null) {
            return theirs;
        }
        Parameter weight =
                parameter(new Wanted(name + ".weight", Parameter.Kind.WEIGHT, List.of(out, in), -1), compute);
        Linear layer = new Linear(weight, bias ? vector(name + ".bias", out) : null);
        handed.linear().put(name, layer);
        return layer;
    }

    /** Adds low-rank parts to layers that were handed out. */
    void adapt(Adapter wanted) {
        if (adapter != null) {
            throw new IllegalStateException("the model has an adapter already");
        }
        new AdapterLayers(this, wanted.form()).add(wanted);
        adapter = wanted;
    }

    /** Puts low-rank parts into the weights, and rows into their tables. */
    void merge() {
        handed.linear().values().forEach(Linear::merge);
        handed.tied().values().forEach(Linear::merge);
        handed.tables().values().forEach(Embedding::merge);
        parameters.removeIf(Adapter::isPart);
        adapter = null;
    }

    @Nullable
    Adapter adapter() {
        return adapter;
    }

    /** What was handed out. */
    Handed handed() {
        return handed;
    }

    /** The stored tensor; null where there is none. */
    @Nullable
    Tensor stored(Wanted wanted) {
        return values.stored(wanted);
    }

    void add(Parameter parameter) {
        parameters.add(parameter);
    }

    /** The layers {@code gate_proj up_proj down_proj} below a name. */
    public GatedFeedForward gated(String name, Sizes sizes, boolean bias, Activation activation) {
        return new GatedFeedForward(
                linear(name + ".gate_proj", sizes.width(), sizes.inner(), bias),
                linear(name + ".up_proj", sizes.width(), sizes.inner(), bias),
                linear(name + ".down_proj", sizes.inner(), sizes.width(), bias),
                activation);
    }

    public LayerNorm norm(String name, long width, double epsilon, boolean bias) {
        return new LayerNorm(vector(name + ".weight", width), bias ? vector(name + ".bias", width) : null, epsilon);
    }

    /** @param offset what the forward adds to the stored weight: 0 or 1 */
    public RmsNorm rmsNorm(String name, long width, double offset, double epsilon) {
        return new RmsNorm(vector(name + ".weight", width), offset, epsilon);
    }

    /** The linear layer {@code name.weight [in, out]} with its bias. */
    public Linear transposedLinear(String name, long in, long out) {
        Parameter weight = parameter(
                new Wanted(name + ".weight", Parameter.Kind.WEIGHT, List.of(in, out), -1, true), placement.compute());
        Linear layer = Linear.transposed(weight, vector(name + ".bias", out));
        handed.linear().put(name, layer);
        return layer;
    }

    /** Whether a layer has its weight as [in, out]. */
    boolean isTransposed(String name) {
        Linear layer = handed.linear().get(name);
        return layer != null && layer.isTransposed();
    }

    /** The product with a table that was asked for before. */
    public Linear tied(String table) {
        Linear layer = Linear.tied(parameters.named(table), placement.compute());
        handed.tied().put(table, layer);
        return layer;
    }

    /** Whether a table is also the weight of a linear layer. */
    boolean isTied(String table) {
        return handed.tied().containsKey(table);
    }

    public Embedding embedding(String name, long rows, long width) {
        return embedding(name, rows, width, -1);
    }

    /** @param zeroRow the row that starts as zero where the table is fresh, -1 for none */
    public Embedding embedding(String name, long rows, long width, int zeroRow) {
        Wanted table = new Wanted(name + ".weight", Parameter.Kind.TABLE, List.of(rows, width), zeroRow);
        Embedding embedding = new Embedding(parameter(table, placement.compute()), placement.master());
        handed.tables().put(name, embedding);
        return embedding;
    }

    /** A kernel, which is narrowed as the weights of linear layers are. */
    public Convolution convolution(String name, Convolution.Form form, boolean bias) {
        List<Long> shape = List.of((long) form.out(), (long) form.in(), (long) form.side(), (long) form.side());
        Parameter weight =
                parameter(new Wanted(name + ".weight", Parameter.Kind.WEIGHT, shape, -1), placement.compute());
        return new Convolution(weight, bias ? vector(name + ".bias", form.out()) : null, form);
    }

    public BatchNorm2d batchNorm(String name, long channels) {
        Parameter weight = vector(name + ".weight", channels);
        Parameter bias = vector(name + ".bias", channels);
        BatchNorm2d.Statistics running = new BatchNorm2d.Statistics(
                statistic(name + ".running_mean", placement.master(), List.of(channels)),
                statistic(name + ".running_var", placement.master(), List.of(channels)),
                statistic(name + Wanted.COUNT, ScalarType.Long, List.of()));
        return new BatchNorm2d(weight, bias, running);
    }

    /** What is added to hidden states as it is: positions of an image, tokens that no image has. */
    public Parameter table(String name, Long... shape) {
        return parameter(new Wanted(name, Parameter.Kind.TABLE, List.of(shape), -1), placement.master());
    }

    private Tensor statistic(String name, ScalarType type, List<Long> shape) {
        Wanted wanted = new Wanted(name, Parameter.Kind.STATISTIC, shape, -1);
        try (Scope scope = Scope.open()) {
            Tensor value = value(wanted);
            Tensor kept = scope.keep(value.is_meta() ? value : value.to(placement.device(), type));
            statistics.put(name, kept);
            return kept;
        }
    }

    public Placement placement() {
        return placement;
    }

    Parameters parameters() {
        return parameters;
    }

    Map<String, Tensor> statistics() {
        return Collections.unmodifiableMap(statistics);
    }

    /** Names of parameters that were not stored. */
    List<String> fresh() {
        return fresh;
    }

    private Parameter vector(String name, long size) {
        return parameter(new Wanted(name, Parameter.Kind.VECTOR, List.of(size), -1), placement.master());
    }

    Parameter parameter(Wanted wanted, ScalarType compute) {
        Parameter parameter = forms.quantises(wanted)
                ? Parameter.quantised(wanted.name(), quantised(wanted), compute, wanted.transposed(), reading)
                : new Parameter(wanted.name(), wanted.kind(), master(wanted, compute), compute);
        parameters.add(parameter);
        return parameter;
    }

    /** In a scope of its own, so that the stored form is freed as soon as it is converted. */
    private Tensor master(Wanted wanted, ScalarType compute) {
        try (Scope scope = Scope.open()) {
            Tensor value = value(wanted);
            return scope.keep(value.is_meta() ? value : value.to(placement.device(), forms.master(wanted, compute)));
        }
    }

    private QuantisedWeight quantised(Wanted wanted) {
        try (Scope scope = Scope.open()) {
            Tensor value = value(wanted);
            return QuantisedWeight.of(wanted.transposed() ? value.t() : value, placement.storage())
                    .keptBy(scope);
        }
    }

    private Tensor value(Wanted wanted) {
        Tensor stored = values.stored(wanted);
        if (stored == null && !Adapter.isPart(wanted.name()) && !wanted.isStatistic()) {
            fresh.add(wanted.name());
        }
        return stored == null ? values.fresh(wanted) : stored;
    }
}
